import type { Condition } from '../../model/condition.ts';
import type { Criterion } from '../../model/rulebook.ts';
import { quoted, type Reader, type Report } from '../../yaml/shape.ts';
import { mapping, namedEntries, optional, required } from '../../yaml/shape-collections.ts';
import { line, oneOf } from '../../yaml/shape-scalars.ts';
import { conditionReader } from '../operators/conditions.ts';
import { CONDITION_NAMES, checkName } from './names.ts';
import type { Scope } from './scope.ts';

const LONGEST_PATH = 8;
/** What an unknown answer may be settled as. */
export const SETTLED = ['met', 'unmet'] as const;

/** Every key of a criterion. */
export function criterionKeys(scope: Scope) {
  return {
    when: required(conditionReader({ scope, inStages: false })),
    ask: optional(line('a question')),
    unknown: optional(oneOf(SETTLED, 'an answer')),
  } as const;
}

/** The section `criteria`: questions by name. None may lead back to itself. */
export function criteriaReader(scope: Scope): Reader<readonly Criterion[]> {
  const readCriterion = mapping('a criterion', criterionKeys(scope));
  const readEntries = namedEntries('criteria by name', ({ key, keyPlace, node }, report) => {
    const named = { name: key, place: keyPlace };
    checkName(named, { what: 'a criterion', reserved: [CONDITION_NAMES] }, report);
    const found = readCriterion(node, report);
    return found && { ...named, ...found };
  });
  return (tree, report) => {
    const criteria = readEntries(tree, report)?.map(({ value }) => value);
    if (criteria !== undefined) checkCycles(criteria, report);
    return criteria;
  };
}

/** Reports every circle of criteria, at the criterion that it was entered by. */
function checkCycles(criteria: readonly Criterion[], report: Report): void {
  const uses = new Map(criteria.map(({ name, when }) => [name, [...criteriaOf(when)]]));
  for (const cycle of findCycles(uses)) {
    const place = criteria.find(({ name }) => name === cycle[0])?.place;
    if (place === undefined) continue;
    report.error(place, {
      code: 'undefined-reference',
      message: `the criterion ${quoted(cycle[0] ?? '')} is defined by itself: ${pathOf(cycle)}`,
      fix: 'let one of them ask for fields only',
    });
  }
}

/** The circle as a path, the middle of a long one left out. */
function pathOf(cycle: readonly string[]): string {
  const shown =
    cycle.length > LONGEST_PATH ? [...cycle.slice(0, LONGEST_PATH - 2), '…', ...cycle.slice(-1)] : cycle;
  return shown.join(' → ');
}

/** Paths that lead from a criterion back to it, found in one depth-first walk without recursion. */
function* findCycles(uses: ReadonlyMap<string, readonly string[]>): Generator<readonly string[]> {
  const done = new Set<string>();
  for (const start of uses.keys()) {
    const path = [{ name: start, next: 0 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const used = done.has(top.name) ? undefined : uses.get(top.name)?.[top.next++];
      if (used === undefined) {
        done.add(top.name);
        path.pop();
        continue;
      }
      const entered = path.findIndex(({ name }) => name === used);
      if (entered >= 0) yield [...path.slice(entered).map(({ name }) => name), used];
      else if (!done.has(used)) path.push({ name: used, next: 0 });
    }
  }
}

/** The criteria that a condition asks for by name. */
function* criteriaOf(condition: Condition): Generator<string> {
  if (condition.kind === 'criterion') yield condition.name;
  else if (condition.kind === 'not') yield* criteriaOf(condition.of);
  else if ('of' in condition) for (const each of condition.of) yield* criteriaOf(each);
}
