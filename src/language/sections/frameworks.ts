import type { Framework } from '../../model/rulebook.ts';
import { asIs, type Placed, placed, type Reader, type Report } from '../../yaml/shape.ts';
import { listOf, mapping, namedEntries, optional, required } from '../../yaml/shape-collections.ts';
import { text, wholeNumber } from '../../yaml/shape-scalars.ts';
import { checkName, checkUnique } from './names.ts';
import { checkReference, type Scope } from './scope.ts';

const readNames = listOf(placed(text('the name of a criterion')), { expected: 'a list of criteria' });

/** Every key of a framework; `pass` is read once the number of criteria is known. */
export const FRAMEWORK_KEYS = {
  criteria: required(readNames),
  pass: required(asIs),
  require: optional(readNames),
} as const;
const readFramework = mapping('a framework', FRAMEWORK_KEYS);

/** The section `frameworks`: how many of which criteria must be met. */
export function frameworksReader(scope: Scope): Reader<readonly Framework[]> {
  const readEntries = namedEntries('frameworks by name', ({ key, keyPlace, node }, report) => {
    const named = { name: key, place: keyPlace };
    checkName(named, { what: 'a framework' }, report);
    const found = readFramework(node, report);
    if (found === undefined) return undefined;
    const { criteria, require = [] } = found;
    for (const list of [criteria, require]) checkCriteria(list, scope, report);
    const pass = wholeNumber(1, Math.max(1, criteria.length))(found.pass, report);
    return pass === undefined
      ? undefined
      : { ...named, criteria: names(criteria), pass, require: names(require) };
  });
  return (tree, report) => readEntries(tree, report)?.map(({ value }) => value);
}

function checkCriteria(list: readonly Placed<string>[], scope: Scope, report: Report): void {
  for (const { value, place } of list) {
    checkReference(value, { place, what: 'criterion', defined: scope.criteria }, report);
  }
  checkUnique(
    list.map(({ value: name, place }) => ({ name, place })),
    'the criterion',
    report,
  );
}

function names(list: readonly Placed<string>[]): readonly string[] {
  return list.map(({ value }) => value);
}
