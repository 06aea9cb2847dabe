import { type Leaf, nameOfLeaf } from '../../judging/conditions/leaves.ts';
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
  switch (test.operator) {
    case 'in':
      return `${test.values.length === 1 ? 'is' : 'in'} ${formatList(test.values, type)}`;
    case 'not_in':
      return `${test.values.length === 1 ? 'is not' : 'not in'} ${formatList(test.values, type)}`;
    case 'contains':
    case 'starts_with':
    case 'ends_with':
    case 'has_word':
      return `${test.operator} ${formatList(test.texts, type)}`;
    case 'matches':
      return `matches ${test.pattern}`;
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return `${test.operator} ${formatValue(test.bound, type)}`;
    case 'between':
      return `between ${formatValue(test.low, type)} and ${formatValue(test.high, type)}`;
    case 'within_last_days':
    case 'within_next_days':
    case 'older_than_days':
      return `${test.operator} ${test.days}`;
    case 'is':
      return `is ${test.state}`;
  }
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
