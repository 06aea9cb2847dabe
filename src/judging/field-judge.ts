import type { Answer, Hundredths } from '../model/condition.ts';
import type { Reading } from '../model/lead.ts';
import type { Decay, Field } from '../model/rulebook.ts';
import { partOf } from '../values/cell.ts';
import { multiplyToHundredths } from '../values/decimal.ts';
import { type Distinctions, findDistinctions } from './conditions/distinctions.ts';
import type { FieldQuestions, PerRule } from './conditions/questions.ts';
import type { TestContext } from './operators/operator.ts';
import { compileTest } from './operators/operators.ts';

/** All that a verdict needs of one field of one lead. */
export interface FieldAnswers {
  /** Equal keys of one field: the answers lead to the same verdict, but for whether the field is invalid. */
  readonly key: string;
  /** Of the reading that was answered; a verdict asks only whether it is invalid. */
  readonly kind: Reading['kind'];
  /** By the numbers of `Questions`. */
  readonly tests: readonly Answer[];
  /** What each `per` rule on the field adds; undefined where the value is unknown. */
  readonly counts: readonly (Hundredths | undefined)[];
  /** The percentage that each decay by the field keeps; undefined where the date is unknown. */
  readonly kept: readonly (number | undefined)[];
}

/** Answers all questions of a rulebook on one field at once. */
export interface FieldJudge {
  readonly field: Field;
  readonly distinctions: Distinctions;
  answer(reading: Reading): FieldAnswers;
}

export function compileFieldJudge(questions: FieldQuestions, context: TestContext): FieldJudge {
  const { field, counts, decays } = questions;
  const tests = questions.tests.map(({ reference, test }) => {
    const ask = compileTest(test, context);
    return reference.part === undefined
      ? ({ whole }: Readings): Answer => ask(whole)
      : ({ domain }: Readings): Answer => ask(domain);
  });
  const asksDomain = questions.tests.some(({ reference }) => reference.part === 'domain');
  return {
    field,
    distinctions: findDistinctions(questions, context),
    answer(reading) {
      const number = numberOf(reading);
      const readings = { whole: reading, domain: asksDomain ? domainOf(reading, field) : reading };
      const { kind } = reading;
      const answered = tests.map(ask => ask(readings));
      const points = counts.map(rule => (number === undefined ? undefined : countPoints(rule, number)));
      const kept = decays.map(decay =>
        number === undefined ? undefined : keptPercent(decay, ageInDays(number, context)),
      );
      const key = keyOf({ tests: answered, counts: points, kept });
      return { key, kind, tests: answered, counts: points, kept };
    },
  };
}

/** A field and its part, each read once for all tests. */
interface Readings {
  readonly whole: Reading;
  readonly domain: Reading;
}

/** The domain of an email or a url, in the state of its field. */
export function domainOf(reading: Reading, field: Field): Reading {
  return partOf(reading, { field: field.name, part: 'domain' }, field);
}

/** The number of a number field, the day of a date field. */
function numberOf(reading: Reading): number | undefined {
  return reading.kind === 'value' && typeof reading.value === 'number' ? reading.value : undefined;
}

/** Points × value, rounded to hundredths, then capped; nothing for zero and negative values. */
export function countPoints(rule: PerRule, value: number): Hundredths {
  if (value <= 0) return 0;
  return Math.min(multiplyToHundredths([rule.points, value]), rule.max ?? Number.POSITIVE_INFINITY);
}

/** A date in the future has age 0. */
export function ageInDays(date: number, { asOf }: TestContext): number {
  return Math.max(0, asOf - date);
}

/** The percentage of the largest key less than the age; 100 where there is none. */
function keptPercent({ keep }: Decay, age: number): number {
  return keep.findLast(({ days }) => days < age)?.percent ?? 100;
}

const LETTERS: Readonly<Record<Answer, string>> = { met: '+', unmet: '-', unknown: '?' };

function keyOf({ tests, counts, kept }: Omit<FieldAnswers, 'key' | 'kind'>): string {
  const letters = tests.map(answer => LETTERS[answer]).join('');
  const numbers = [...counts, ...kept].map(number => `|${number ?? ''}`).join('');
  return `${letters}${numbers}`;
}
