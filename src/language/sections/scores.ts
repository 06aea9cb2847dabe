import type { Decay, ScoreGroup } from '../../model/rulebook.ts';
import { type Placed, placed, quoted, type Reader, type Report } from '../../yaml/shape.ts';
import {
  entriesOf,
  listOf,
  mapping,
  namedEntries,
  optional,
  required,
} from '../../yaml/shape-collections.ts';
import { text } from '../../yaml/shape-scalars.ts';
import { entryOf, type Tree } from '../../yaml/tree.ts';
import { TOTAL } from '../operators/score-tests.ts';
import { checkName, checkUnique, type Reserved } from './names.ts';
import { fieldOfType, type Scope } from './scope.ts';
import { scoreRuleReader } from './score-rules.ts';
import { percentage, points } from './settings.ts';

/** Names that no score group may have. */
export const RESERVED: Reserved = { names: [TOTAL], because: 'that is the sum of all groups' };
/** A number of days, as a key of `keep_percent`. */
export const DAYS = /^[0-9]{1,7}$/;

/** Every key of a score group. */
export function groupKeys(scope: Scope) {
  return {
    min: optional(points),
    max: optional(points),
    decay: optional(decayReader(scope)),
    rules: required(listOf(scoreRuleReader(scope), { expected: 'a list of rules' })),
  } as const;
}

/** The section `scores`: groups of rules, each with its bounds and its decay. */
export function scoresReader(scope: Scope): Reader<readonly ScoreGroup[]> {
  const readGroup = mapping('a score group', groupKeys(scope));
  const readEntries = namedEntries('score groups by name', ({ key, keyPlace, node }, report) => {
    const named = { name: key, place: keyPlace };
    checkName(named, { what: 'a score group', reserved: [RESERVED] }, report);
    const found = readGroup(node, report);
    checkRuleIds(node, report);
    if (found === undefined) return undefined;
    const { min, max } = found;
    if (min !== undefined && max !== undefined && min > max) {
      report.error(entryOf(node, 'min')?.node.place ?? keyPlace, {
        code: 'out-of-range',
        message: `the score group ${quoted(key)} has a \`min\` above its \`max\``,
        fix: 'swap them',
      });
    }
    return { ...named, ...found };
  });
  return (tree, report) => readEntries(tree, report)?.map(({ value }) => value);
}

/** On the tree, so that rules with faults of their own count too. */
function checkRuleIds(group: Tree, report: Report): void {
  const rules = entryOf(group, 'rules')?.node;
  const ids = (rules?.kind === 'list' ? rules.items : [])
    .map(rule => entryOf(rule, 'id')?.node)
    .filter(id => id?.kind === 'scalar')
    .map(({ text: name, place }) => ({ name, place }));
  for (const id of ids) checkName(id, { what: 'a rule' }, report);
  checkUnique(ids, 'the rule', report);
}

/** Every key of a decay. */
export function decayKeys() {
  return {
    since: required(placed(text('the name of a date field'))),
    keep_percent: required(readSteps),
    unknown: optional(percentage),
  } as const;
}

function decayReader(scope: Scope): Reader<Decay> {
  const read = mapping('a decay', decayKeys());
  return (tree, report) => {
    const found = read(tree, report);
    if (found === undefined) return undefined;
    const since = fieldOfType(found.since, { scope, type: 'date', what: '`since`' }, report);
    if (since === undefined) return undefined;
    return {
      since,
      keep: found.keep_percent,
      ...(found.unknown !== undefined && { unknown: found.unknown }),
    };
  };
}

type Step = Decay['keep'][number];

/** `{ days: percent }`, ascending by days. */
const readSteps: Reader<readonly Step[]> = (tree, report) => {
  const entries = entriesOf(tree, 'percentages by days, such as { 30: 50, 90: 0 }', report);
  if (entries === undefined) return undefined;
  const steps: Placed<Step>[] = [];
  for (const { key, keyPlace, node } of entries) {
    const percent = percentage(node, report);
    if (!DAYS.test(key)) {
      report.error(keyPlace, {
        code: 'wrong-type',
        message: `expected a whole number of days, not ${quoted(key)}`,
        fix: 'write the days as the key and the percentage kept past them as the value: { 30: 50 }',
      });
    } else if (percent !== undefined) steps.push({ value: { days: Number(key), percent }, place: keyPlace });
  }
  checkUnique(
    steps.map(({ value, place }) => ({ name: String(value.days), place })),
    'the day',
    report,
  );
  return steps.map(({ value }) => value).sort((a, b) => a.days - b.days);
};
