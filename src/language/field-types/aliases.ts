import type { Alias } from '../../model/rulebook.ts';
import { fold } from '../../values/fold.ts';
import { placed, quoted, type Reader } from '../../yaml/shape.ts';
import { listOf, namedEntries } from '../../yaml/shape-collections.ts';
import { text } from '../../yaml/shape-scalars.ts';
import { checkUnique } from '../sections/names.ts';

const readTargets = namedEntries('values, each with a list of its spellings', ({ node }, report) =>
  listOf(placed(text('a spelling')), { expected: 'a list of spellings' })(node, report),
);

/** The `aliases` of a text field: a spelling belongs to one value, and is no value that has spellings itself. */
export const readAliases: Reader<readonly Alias[]> = (tree, report) => {
  const targets = readTargets(tree, report);
  if (targets === undefined) return undefined;
  checkUnique(
    targets.map(({ name, place }) => ({ name: fold(name), place })),
    'the value',
    report,
  );
  const owners = new Map(targets.map(({ name }) => [fold(name), name]));
  const aliases: Alias[] = [];
  for (const { name, value } of targets) {
    for (const spelling of value) {
      const from = fold(spelling.value);
      const owner = owners.get(from);
      if (owner === undefined) {
        owners.set(from, name);
        aliases.push({ from, to: fold(name), shown: name });
      } else if (owner !== name) {
        report.error(spelling.place, {
          code: 'duplicate-id',
          message: `${quoted(spelling.value)} is a spelling of ${quoted(name)} and of ${quoted(owner)}`,
          fix: 'leave it under one of them',
        });
      }
    }
  }
  return aliases;
};

/** What each folded spelling means. */
export function aliasTargets(aliases: readonly Alias[]): ReadonlyMap<string, string> {
  return new Map(aliases.map(({ from, to }) => [from, to]));
}
