import { FIELD_TYPES } from '../../../values/field-types/field-types.ts';
import { parsePlainNumber } from '../../../values/field-types/number.ts';
import { entryOf, type ScalarTree, type TreeEntry } from '../../../yaml/tree.ts';
import { isBlankEverywhere } from '../written/blank-spellings.ts';
import { otherReading, readOctal } from '../written/other-readings.ts';
import {
  entriesIn,
  itemsIn,
  literalsOf,
  scalarsIn,
  setsOf,
  writtenTests,
} from '../written/written-conditions.ts';
import type { Check, CheckedRulebook, Finding } from './check.ts';

/** Digits that YAML 1.1 reads in base 8. */
const OCTAL = /^[-+]?0[0-7]+$/;

/** Values without quotes that leadsieve takes as they stand, and that other readers of YAML take for something else. */
export const ambiguousScalar: Check = {
  code: 'ambiguous-scalar',
  find: checked => {
    const { texts, numbers } = comparedLiterals(checked);
    const others = [...unusedSetEntries(checked), ...spellingsIn(checked), ...cellsOfTests(checked)];
    // A set may stand in several conditions.
    const once = new Set([...texts, ...others]);
    return [...[...once].flatMap(doubtfulText), ...[...new Set(numbers)].flatMap(doubtfulNumber)];
  },
};

/** The literals of conditions, those of sets where the set stands, by what they are read as. */
function comparedLiterals(checked: CheckedRulebook): { texts: ScalarTree[]; numbers: ScalarTree[] } {
  const found = { texts: [] as ScalarTree[], numbers: [] as ScalarTree[] };
  for (const test of writtenTests(checked)) {
    const tokens = literalsOf(test, checked.document).map(({ token }) => token);
    if (FIELD_TYPES[test.type].literalIsText) found.texts.push(...tokens);
    else if (test.type === 'number') found.numbers.push(...tokens);
  }
  return found;
}

function unusedSetEntries(checked: CheckedRulebook): readonly ScalarTree[] {
  const used = new Set(writtenTests(checked).flatMap(setsOf));
  return entriesIn(entryOf(checked.document, 'sets')?.node)
    .filter(({ key }) => !used.has(key))
    .flatMap(({ node }) => scalarsIn(node));
}

/** Spellings of fields: values, aliases with their targets, and what is blank. */
function spellingsIn({ document }: CheckedRulebook): readonly ScalarTree[] {
  const fields = entriesIn(entryOf(document, 'fields')?.node).map(({ node }) => node);
  return [
    ...scalarsIn(entryOf(document, 'blank_also')?.node),
    ...fields.flatMap(field => [
      ...['values', 'blank'].flatMap(key => scalarsIn(entryOf(field, key)?.node)),
      ...entriesIn(entryOf(field, 'aliases')?.node).flatMap(alias => [
        keyAsScalar(alias),
        ...scalarsIn(alias.node),
      ]),
    ]),
  ];
}

/** Cells of test leads under fields of texts; nothing is nothing to every reader. */
function cellsOfTests({ rulebook, document }: CheckedRulebook): readonly ScalarTree[] {
  const texts = new Set(
    rulebook.fields.flatMap(({ name, type }) => (FIELD_TYPES[type].literalIsText ? [name] : [])),
  );
  return itemsIn(entryOf(document, 'tests')?.node)
    .flatMap(test => entriesIn(entryOf(test, 'lead')?.node))
    .filter(({ key }) => texts.has(key))
    .flatMap(({ node }) => scalarsIn(node))
    .filter(({ isNull }) => !isNull);
}

function keyAsScalar({ key, keyPlace: place }: TreeEntry): ScalarTree {
  const written = place.sourceLine.slice(place.column - 1, place.column - 1 + place.length);
  return { kind: 'scalar', text: key, plain: written === key, isNumber: false, isNull: false, place };
}

function doubtfulText({ text, plain, place }: ScalarTree): readonly Finding[] {
  // Quotes would not help a spelling of "nothing here": that is another finding.
  const taken = plain && !isBlankEverywhere(text) ? otherReading(text) : undefined;
  if (taken === undefined) return [];
  return [
    {
      message: `\`${text}\` without quotes is a text here, and ${taken} to other readers of YAML`,
      fix: `write \`"${text}"\``,
      place,
    },
  ];
}

function doubtfulNumber({ text, plain, place }: ScalarTree): readonly Finding[] {
  const number = plain && OCTAL.test(text) ? parsePlainNumber(text) : undefined;
  if (number === undefined || number === readOctal(text)) return [];
  return [
    {
      message: `\`${text}\` is the number ${number} here, and ${readOctal(text)} to readers of YAML 1.1`,
      fix: `write \`${number}\``,
      place,
    },
  ];
}
