import type { Value } from '../../model/lead.ts';
import { operator } from './operator.ts';

function isOneOf(values: readonly Value[]): (value: Value) => boolean {
  const set = new Set(values);
  return value => set.has(value);
}

/** `industry: [saas, banking]`, `industry: { in: $targets }`. */
export const isIn = operator({
  on: 'every type',
  reads: 'values',
  asks: 'Is it one of these? A value, a list or a $set.',
  otherNames: ['eq', 'equals', '=', '==', 'one_of', 'any_of'],
  holds: ({ values }) => isOneOf(values),
  says: ({ values }, words) => `${values.length === 1 ? 'is' : 'in'} ${words.list(values)}`,
  tellsApart: ({ values }) => values,
  spans: ({ values }) => {
    const [only] = values;
    return values.length === 1 && typeof only === 'number' ? { low: only, high: only } : undefined;
  },
});

export const isNotIn = operator({
  on: 'every type',
  reads: 'values',
  asks: 'Is it none of these? A value, a list or a $set.',
  otherNames: ['neq', 'ne', '!=', 'none_of'],
  holds: ({ values }) => {
    const listed = isOneOf(values);
    return value => !listed(value);
  },
  says: ({ values }, words) => `${values.length === 1 ? 'is not' : 'not in'} ${words.list(values)}`,
  tellsApart: ({ values }) => values,
  denies: 'in',
});
