import { followUpDay } from '../../judging/follow-up.ts';
import type { Difference } from '../../language/tests/result.ts';
import type { Day, Reading } from '../../model/lead.ts';
import type { Expectation, Rulebook } from '../../model/rulebook.ts';
import type { Verdict } from '../../model/verdict.ts';
import { formatReasons } from '../../rows/annotation.ts';
import { formatDay } from '../../values/day.ts';
import { formatHundredths } from '../../values/decimal.ts';

interface Lead {
  readonly rulebook: Rulebook;
  readonly asOf: Day;
  readonly readings: ReadonlyMap<string, Reading>;
}

/** All that a test may expect, as it came out; empty strings where there is nothing. */
export function describeOutcome(verdict: Verdict, { rulebook, asOf, readings }: Lead): Required<Expectation> {
  const { followUp } = verdict;
  return {
    stage: verdict.stage,
    could_be: verdict.couldBe === undefined ? '' : (rulebook.stages[verdict.couldBe]?.name ?? ''),
    answers_needed: verdict.answersNeeded ?? '',
    next_question: verdict.nextQuestion ?? '',
    grade: verdict.grade ?? '',
    route: verdict.route ?? '',
    follow_up_by:
      followUp === undefined
        ? ''
        : formatDay(followUpDay(followUp, { asOf, from: readings.get(followUp.from ?? '') })),
    reasons: formatReasons(verdict.reasons),
    score: Object.fromEntries([
      ['total', verdict.score],
      ...rulebook.scores.map(({ name }, index) => [name, verdict.groups[index] ?? 0]),
    ]),
    frameworks: Object.fromEntries(verdict.frameworks.map(({ name, met }) => [name, met])),
    criteria: Object.fromEntries(
      rulebook.criteria.map(({ name }, index) => [name, verdict.criteria[index] ?? 'unknown']),
    ),
    unknown: verdict.unknown,
    issues: verdict.invalid.map(field => `${field}:invalid`),
  };
}

/** The expected keys that came out otherwise; keys that are not expected are not compared. */
export function compareExpectation(
  expect: Expectation,
  outcome: Required<Expectation>,
): readonly Difference[] {
  const got = new Map(textsOf(outcome));
  return textsOf(expect)
    .map(([key, expected]) => ({ key, expected, got: got.get(key) ?? '' }))
    .filter(({ expected, got }) => expected !== got)
    .map(({ key, expected, got }) => ({ key, expected: expected || NONE, got: got || NONE }));
}

const NONE = '(none)';

/** An expectation as texts that are equal where what is expected is equal. */
function textsOf(expectation: Expectation): readonly (readonly [key: string, text: string])[] {
  const { score = {}, frameworks = {}, criteria = {}, unknown, issues, ...texts } = expectation;
  return [
    ...Object.entries(texts),
    ...Object.entries(score).map(([name, points]) => [`score.${name}`, formatHundredths(points)] as const),
    ...Object.entries(frameworks).map(([name, met]) => [name, String(met)] as const),
    ...Object.entries(criteria).map(([name, answer]) => [`criteria.${name}`, answer] as const),
    ...(unknown === undefined ? [] : [['unknown', formatSet(unknown)] as const]),
    ...(issues === undefined ? [] : [['issues', formatSet(issues)] as const]),
  ];
}

/** The same text for the same entries in any order. */
function formatSet(entries: readonly string[]): string {
  return entries.toSorted().join(', ');
}
