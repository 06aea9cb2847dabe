import { type Leaf, nameOfLeaf } from '../../judging/conditions/leaves.ts';
import type { LiteralWords } from '../../judging/operators/operator.ts';
import { operatorOf } from '../../judging/operators/operators.ts';
import type { Literal, Test } from '../../model/condition.ts';
import type { Field, FieldType } from '../../model/rulebook.ts';
import { formatDay } from '../../values/day.ts';
import { formatHundredths } from '../../values/decimal.ts';

/** A leaf of a condition as a reader would say it: `employees gte 500`, `industry in saas, banking`, `bant`. */
export function formatLeaf(leaf: Leaf, fields: readonly Field[]): string {
  const name = nameOfLeaf(leaf);
  if (leaf.kind === 'score') return `${name} ${leaf.comparison} ${formatHundredths(leaf.threshold)}`;
  if (leaf.kind !== 'test') return name;
  const type = fields.find(field => field.name === leaf.field.field)?.type ?? 'text';
  return `${name} ${formatTest(leaf.test, leaf.field.part === undefined ? type : 'text')}`;
}

function formatTest(test: Test, type: FieldType): string {
  const words: LiteralWords = {
    list: values => formatList(values, type),
    value: value => formatValue(value, type),
  };
  return operatorOf(test).says(test, words) ?? `${test.operator} ${formatLiterals(test, words)}`;
}

function formatLiterals(test: Test, words: LiteralWords): string {
  if ('values' in test) return words.list(test.values);
  if ('texts' in test) return words.list(test.texts);
  if ('bound' in test) return words.value(test.bound);
  if ('low' in test) return `${words.value(test.low)} to ${words.value(test.high)}`;
  if ('days' in test) return String(test.days);
  return 'state' in test ? test.state : test.pattern;
}

const SHOWN = 8;

/** The first few values, and how many there are where there are more. */
function formatList(values: readonly Literal[], type: FieldType): string {
  const shown = values.slice(0, SHOWN).map(value => formatValue(value, type));
  return values.length > SHOWN ? `${shown.join(', ')}, … (${values.length} values)` : shown.join(', ');
}

/** A value as a reader knows it: dates as yyyy-MM-dd, booleans as yes and no. */
export function formatValue(value: Literal, type: FieldType): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return type === 'date' && typeof value === 'number' ? formatDay(value) : String(value);
}
