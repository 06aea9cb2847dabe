import { quoted, type Reader } from '../../yaml/shape.ts';
import { listOf, type Named, namedEntries } from '../../yaml/shape-collections.ts';
import { text } from '../../yaml/shape-scalars.ts';
import { BUILT_IN_SETS } from '../built-in-sets.ts';
import { checkName, type Reserved } from './names.ts';

/** Names that no set may have. */
export const RESERVED: Reserved = { names: Object.keys(BUILT_IN_SETS), because: 'it is a built-in set' };
/** What a set does not hold: another set. */
export const REFERENCE = /^\$[A-Za-z]/;

/** A value of a set, as written: what it means is known where the set is used. */
const readItem: Reader<string> = (tree, report) => {
  const item = text('a value')(tree, report);
  if (item === undefined || !REFERENCE.test(item)) return item;
  return report.error(tree.place, {
    code: 'wrong-type',
    message: `a set holds values, not another set such as ${quoted(item)}`,
    fix: 'list its values, or name both sets where they are used: [$one, $two]',
  });
};
const readItems = listOf(readItem, { expected: 'a list of values' });

/** The section `sets`: lists of values by name. */
export const readSets: Reader<readonly Named<readonly string[]>[]> = namedEntries(
  'value lists by name',
  ({ key, keyPlace, node }, report) => {
    checkName({ name: key, place: keyPlace }, { what: 'a set', reserved: [RESERVED] }, report);
    return readItems(node, report);
  },
);
