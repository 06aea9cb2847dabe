import { operatorOf } from '../../../judging/operators/operators.ts';
import type { Field, TextField } from '../../../model/rulebook.ts';
import { formatDay, parseIsoDay } from '../../../values/day.ts';
import { parsePlainNumber } from '../../../values/field-types/number.ts';
import { fold } from '../../../values/fold.ts';
import { nearestName } from '../../../values/nearest.ts';
import { entryOf } from '../../../yaml/tree.ts';
import {
  entriesIn,
  literalsOf,
  type WrittenLiteral,
  type WrittenTest,
  writtenTests,
} from '../written/written-conditions.ts';
import type { Check, CheckedRulebook, Finding } from './check.ts';

/**
 * What validation has not said: aliases of a value that is not among the field's `values`, parts of texts that none of
 * them has, and numbers and dates to be equal to beyond `min` and `max`.
 */
export const valueOutsideDomain: Check = {
  code: 'value-outside-domain',
  find: checked => [
    ...checked.rulebook.fields.flatMap(field => strayAliases(field, checked)),
    ...writtenTests(checked).flatMap(test =>
      literalsOf(test, checked.document).flatMap(literal => strayLiteral(test, literal)),
    ),
  ],
};

function strayAliases(field: Field, { document }: CheckedRulebook): readonly Finding[] {
  const domain = field.type === 'text' ? field.values : undefined;
  if (domain === undefined) return [];
  const tree = entryOf(entryOf(document, 'fields')?.node, field.name)?.node;
  return entriesIn(entryOf(tree, 'aliases')?.node)
    .filter(({ key }) => !domain.includes(fold(key)))
    .map(({ key, keyPlace: place }) => ({
      message: `\`${key}\` is not one of the \`values\` of \`${field.name}\`, so every cell that its spellings bring there is invalid`,
      fix: `${nearest(key, domain)}add it to \`values\`, or remove it`,
      place,
    }));
}

function nearest(wrong: string, domain: readonly string[]): string {
  const meant = nearestName(wrong, domain);
  return meant === undefined ? '' : `did you mean \`${meant}\`? If not, `;
}

function strayLiteral({ field, operator, name }: WrittenTest, literal: WrittenLiteral): readonly Finding[] {
  if (field === undefined) return [];
  const place = (literal.use ?? literal.token).place;
  const { text } = literal.token;
  if (field.type === 'text') {
    const isPart = operatorOf({ operator }).looking?.mayHave;
    const domain = field.values;
    if (isPart === undefined || domain === undefined || domain.some(value => isPart(value, fold(text))))
      return [];
    return [
      {
        message: `none of the \`values\` of \`${name}\` has \`${text}\` where \`${operator}\` looks for it`,
        fix: valuesOf({ ...field, values: domain }),
        place,
      },
    ];
  }
  if (operator !== 'in' && operator !== 'not_in') return [];
  const bound = boundPassed(field, text);
  if (bound === undefined) return [];
  const message = `\`${text}\` is ${bound}, so no \`${name}\` is ever equal to it`;
  return [{ message, fix: 'change the value, or the bound of the field', place }];
}

const MOST_SHOWN = 12;

function valuesOf({ values }: TextField & { readonly values: readonly string[] }): string {
  const shown = values.slice(0, MOST_SHOWN).map(value => `\`${value}\``);
  const more = values.length > MOST_SHOWN ? `, and ${values.length - MOST_SHOWN} more` : '';
  return `its values are ${shown.join(', ')}${more}`;
}

function boundPassed(field: Field, text: string): string | undefined {
  if (field.type !== 'number' && field.type !== 'date') return undefined;
  const isDate = field.type === 'date';
  const value = isDate ? parseIsoDay(text.trim()) : parsePlainNumber(text.trim());
  const show = isDate ? formatDay : String;
  if (value === undefined) return undefined;
  if (field.min !== undefined && value < field.min) return `below the field's \`min: ${show(field.min)}\``;
  if (field.max !== undefined && value > field.max) return `above the field's \`max: ${show(field.max)}\``;
  return undefined;
}
