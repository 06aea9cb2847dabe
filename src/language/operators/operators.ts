import type { Operator, Test } from '../../model/condition.ts';
import type { FieldType } from '../../model/rulebook.ts';
import { map, quoted, type Reader } from '../../yaml/shape.ts';
import { listOf } from '../../yaml/shape-collections.ts';
import { oneOf, wholeNumber } from '../../yaml/shape-scalars.ts';
import { readPattern } from '../patterns/patterns.ts';
import type { Scope, Subject } from '../sections/scope.ts';
import { readLiteral, readLiterals, readTexts } from './literals.ts';

/** What an operator may stand under, and how its literals are read there. */
export interface OperatorEntry {
  readonly on: readonly FieldType[];
  readonly read: (subject: Subject, scope: Scope) => Reader<Test>;
}

const EVERY: readonly FieldType[] = ['text', 'number', 'date', 'boolean', 'email', 'url', 'phone'];
const TEXTS: readonly FieldType[] = ['text', 'email', 'url'];
const ORDERED: readonly FieldType[] = ['number', 'date'];
/** More days than these are no span of time that a test asks about. */
export const MOST_DAYS = 10_000_000;
/** What a cell can be, whatever it holds. */
export const STATES = ['present', 'blank', 'invalid'] as const;

/** All operators: the field types each takes, and how its literals are read. */
export const OPERATORS: Readonly<Record<Operator, OperatorEntry>> = {
  in: { on: EVERY, read: amongValues('in') },
  not_in: { on: EVERY, read: amongValues('not_in') },
  contains: { on: TEXTS, read: amongTexts('contains') },
  starts_with: { on: TEXTS, read: amongTexts('starts_with') },
  ends_with: { on: TEXTS, read: amongTexts('ends_with') },
  has_word: { on: ['text'], read: amongTexts('has_word') },
  matches: {
    on: TEXTS,
    read: subject => map(readPattern(subject), pattern => ({ operator: 'matches', pattern })),
  },
  gt: { on: ORDERED, read: comparison('gt') },
  gte: { on: ORDERED, read: comparison('gte') },
  lt: { on: ORDERED, read: comparison('lt') },
  lte: { on: ORDERED, read: comparison('lte') },
  between: { on: ORDERED, read: readBetween },
  within_last_days: { on: ['date'], read: dayCount('within_last_days') },
  within_next_days: { on: ['date'], read: dayCount('within_next_days') },
  older_than_days: { on: ['date'], read: dayCount('older_than_days') },
  is: {
    on: EVERY,
    read: () =>
      map(oneOf(STATES, 'a state'), state => ({
        operator: 'is',
        state,
      })),
  },
};

/** What other tools call an operator. */
export const OTHER_NAMES: Readonly<Record<string, Operator>> = {
  eq: 'in',
  equals: 'in',
  '=': 'in',
  '==': 'in',
  one_of: 'in',
  any_of: 'in',
  neq: 'not_in',
  ne: 'not_in',
  '!=': 'not_in',
  none_of: 'not_in',
  '>': 'gt',
  '>=': 'gte',
  '<': 'lt',
  '<=': 'lte',
  min: 'gte',
  max: 'lte',
  regex: 'matches',
  regexp: 'matches',
  pattern: 'matches',
  word: 'has_word',
  includes: 'contains',
  like: 'contains',
  exists: 'is',
};

/** The operators that a field of the type takes. */
export function operatorsOn(type: FieldType): readonly Operator[] {
  return (Object.keys(OPERATORS) as Operator[]).filter(operator => OPERATORS[operator].on.includes(type));
}

function amongValues(operator: 'in' | 'not_in'): OperatorEntry['read'] {
  return (subject, scope) => map(readLiterals(subject, scope), values => ({ operator, values }));
}

function amongTexts(operator: 'contains' | 'starts_with' | 'ends_with' | 'has_word'): OperatorEntry['read'] {
  return (subject, scope) => map(readTexts(subject, scope), texts => ({ operator, texts }));
}

function comparison(operator: 'gt' | 'gte' | 'lt' | 'lte'): OperatorEntry['read'] {
  return subject => map(readLiteral(subject), literal => ({ operator, bound: Number(literal) }));
}

function dayCount(
  operator: 'within_last_days' | 'within_next_days' | 'older_than_days',
): OperatorEntry['read'] {
  return () => map(wholeNumber(0, MOST_DAYS), days => ({ operator, days }));
}

function readBetween(subject: Subject): Reader<Test> {
  const ends = listOf(readLiteral(subject), { expected: 'a low and a high end' });
  return (tree, report) => {
    const found = ends(tree, report);
    if (found === undefined || tree.kind !== 'list') return undefined;
    if (tree.items.length !== 2) {
      const message = `\`between\` needs two values, not ${tree.items.length}`;
      return report.error(tree.place, {
        code: 'wrong-type',
        message,
        fix: 'write [low, high], both included',
      });
    }
    const [low, high] = found.map(Number);
    if (low === undefined || high === undefined) return undefined;
    if (low <= high) return { operator: 'between', low, high };
    const message = `no ${quoted(subject.name)} is between a low end above the high end`;
    return report.error(tree.place, { code: 'out-of-range', message, fix: 'write the lower value first' });
  };
}
