import type { Field } from '../../../model/rulebook.ts';
import { fold } from '../../../values/fold.ts';
import { entryOf, type ScalarTree } from '../../../yaml/tree.ts';
import { type BlankBy, blankBy } from '../written/blank-spellings.ts';
import {
  entriesIn,
  literalsOf,
  scalarsIn,
  type WrittenTest,
  writtenTests,
} from '../written/written-conditions.ts';
import type { Check, CheckedRulebook, Finding } from './check.ts';

/** Declared values, spellings and literals that no cell can have, because a cell of that text is blank. */
export const blankValue: Check = {
  code: 'blank-value',
  find: checked => [
    ...checked.rulebook.fields.flatMap(field => inDefinition(field, checked)),
    ...writtenTests(checked).flatMap(test => inTest(test, checked)),
  ],
};

function inDefinition(field: Field, { rulebook, document }: CheckedRulebook): readonly Finding[] {
  const tree = entryOf(entryOf(document, 'fields')?.node, field.name)?.node;
  const { blankAlso } = rulebook;
  const spellings = [
    ...['true', 'false'].flatMap(key => scalarsIn(entryOf(tree, key)?.node)),
    ...entriesIn(entryOf(tree, 'aliases')?.node).flatMap(({ node }) => scalarsIn(node)),
  ];
  return [
    ...scalarsIn(entryOf(tree, 'values')?.node)
      .filter(({ text }) => !hasOtherSpelling(text, { field, blankAlso }))
      .flatMap(token => blank(token, { field, blankAlso })),
    ...spellings.flatMap(token => blank(token, { field, blankAlso })),
  ];
}

function inTest(test: WrittenTest, { rulebook, document }: CheckedRulebook): readonly Finding[] {
  const { field, operator } = test;
  const { blankAlso } = rulebook;
  if (field === undefined || !isWhole(operator) || field.type === 'boolean' || field.type === 'date')
    return [];
  return literalsOf(test, document)
    .filter(({ token }) => !hasOtherSpelling(token.text, { field, blankAlso }))
    .flatMap(({ token, use }) =>
      blank(token, { field, blankAlso }).map(finding =>
        use === undefined
          ? finding
          : { ...finding, message: `in the set \`${use.text}\`, ${finding.message}`, place: use.place },
      ),
    );
}

function isWhole(operator: WrittenTest['operator']): boolean {
  return operator === 'in' || operator === 'not_in';
}

interface Under {
  readonly field: Field;
  readonly blankAlso: readonly string[];
}

/** Whether a cell of another text, one that is not blank, has this value through an alias. */
function hasOtherSpelling(text: string, under: Under): boolean {
  const aliases = under.field.type === 'text' ? under.field.aliases : [];
  const folded = fold(text);
  const value = aliases.find(({ from }) => from === folded)?.to ?? folded;
  const spellings = [value, ...aliases.filter(({ to }) => to === value).map(({ from }) => from)];
  return spellings.some(spelling => spelling !== folded && blankBy(spelling, under) === undefined);
}

const BECAUSE: Partial<Readonly<Record<BlankBy, string>>> = {
  'every rulebook': 'in every field',
  'no letter or digit': 'as it has neither letter nor digit',
};

const FIXES: Readonly<Record<BlankBy, (name: string) => string>> = {
  'every rulebook': name => `remove it; to ask for such a cell, write \`${name}: { is: blank }\``,
  'no letter or digit': name =>
    `declare it in the field's \`values\`; to ask for such a cell, write \`${name}: { is: blank }\``,
  '`blank_also`': name =>
    `take it out of \`blank_also\`, or ask for such a cell with \`${name}: { is: blank }\``,
  "the field's `blank`": name =>
    `take it out of the field's \`blank\`, or ask for such a cell with \`${name}: { is: blank }\``,
};

function blank({ text, place }: ScalarTree, { field, blankAlso }: Under): readonly Finding[] {
  const by = blankBy(text, { field, blankAlso });
  if (by === undefined) return [];
  const because = BECAUSE[by] ?? `by ${by}`;
  return [
    {
      message: `a cell \`${text}\` is blank ${because}, so \`${field.name}\` never has this value`,
      fix: FIXES[by](field.name),
      place,
    },
  ];
}
