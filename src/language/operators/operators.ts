import { OPERATORS, type Operator } from '../../judging/operators/operators.ts';
import type { LiteralForm, LiteralForms, Test } from '../../model/condition.ts';
import { map, quoted, type Reader } from '../../yaml/shape.ts';
import { listOf } from '../../yaml/shape-collections.ts';
import { oneOf, wholeNumber } from '../../yaml/shape-scalars.ts';
import { readPattern } from '../patterns/patterns.ts';
import type { Scope, Subject } from '../sections/scope.ts';
import { readLiteral, readLiterals, readTexts } from './literals.ts';

/** More days than these are no span of time that a test asks about. */
export const MOST_DAYS = 10_000_000;
/** What a cell can be, whatever it holds. */
export const STATES = ['present', 'blank', 'invalid'] as const;

/** How what stands after an operator is read, by its form. */
const FORMS: {
  readonly [F in LiteralForm]: {
    readonly read: (subject: Subject, scope: Scope) => Reader<LiteralForms[F]>;
    /** Whether `$name` is a set there. */
    readonly takesSets?: true;
  };
} = {
  values: {
    read: (subject, scope) => map(readLiterals(subject, scope), values => ({ values })),
    takesSets: true,
  },
  texts: {
    read: (subject, scope) => map(readTexts(subject, scope), texts => ({ texts })),
    takesSets: true,
  },
  pattern: { read: subject => map(readPattern(subject), pattern => ({ pattern })) },
  bound: { read: subject => map(readLiteral(subject), literal => ({ bound: Number(literal) })) },
  range: { read: readRange },
  days: { read: () => map(wholeNumber(0, MOST_DAYS), days => ({ days })) },
  state: { read: () => map(oneOf(STATES, 'a state'), state => ({ state })) },
};

/** Reads what stands after an operator. */
export function testReader(operator: Operator, subject: Subject, scope: Scope): Reader<Test> {
  const literals: Reader<LiteralForms[LiteralForm]> = FORMS[OPERATORS[operator].reads].read(subject, scope);
  return map(literals, read => ({ operator, ...read }));
}

/** Whether `$name` under the operator is a set. */
export function takesSets(operator: Operator): boolean {
  return FORMS[OPERATORS[operator].reads].takesSets === true;
}

function readRange(subject: Subject): Reader<LiteralForms['range']> {
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
    if (low <= high) return { low, high };
    const message = `no ${quoted(subject.name)} is between a low end above the high end`;
    return report.error(tree.place, { code: 'out-of-range', message, fix: 'write the lower value first' });
  };
}
