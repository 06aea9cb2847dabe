import type { ExplainedTest } from '../../language/words/explain-tests.ts';
import type { Answer, Hundredths } from '../../model/condition.ts';
import type { Span } from '../../terminal/flow.ts';
import type { Drawing } from '../../terminal/paint.ts';
import { safeLine } from '../../terminal/safe.ts';
import { formatHundredths } from '../../values/decimal.ts';

const MARKS: Readonly<Record<Answer, string>> = { met: '✓', unmet: '✗', unknown: '?' };

/** `✓` met, `✗` unmet, `?` unknown. */
export const markOf = (answer: Answer): string => MARKS[answer];

/** The colour of an answer. */
export function answerStyle(answer: Answer, colours: Drawing['colours']): (text: string) => string {
  return { met: colours.green, unmet: colours.dim, unknown: colours.yellow }[answer];
}

/** A score of any sign; Infinity is a score without a bound. */
export const formatScore = (points: Hundredths): string =>
  Number.isFinite(points) ? formatHundredths(points) : 'any number';

/** Points that a rule adds, with their sign; `0` for none. */
export const formatPoints = (points: Hundredths): string =>
  points > 0 ? `+${formatScore(points)}` : formatScore(points);

/** `40 now, 65 at best`; one figure where both are the same. */
export function formatInterval({
  now,
  best,
}: {
  readonly now: Hundredths;
  readonly best: Hundredths;
}): string {
  if (now === best) return formatScore(now);
  return Number.isFinite(best)
    ? `${formatScore(now)} now, ${formatScore(best)} at best`
    : `${formatScore(now)} now, no bound at best`;
}

const NEGATED: Readonly<Record<Answer, Answer>> = { met: 'unmet', unmet: 'met', unknown: 'unknown' };

/** The tests that decided, each with its answer, under `not` the opposite: `✓ employees gte 50`, `✓ not competitor`. */
export function testSpans(tests: readonly ExplainedTest[], { colours }: Drawing): readonly Span[] {
  return tests.map(({ text, answer, negated, interval }) => {
    const shown = negated ? NEGATED[answer] : answer;
    const score = interval === undefined ? '' : ` (${formatInterval(interval)})`;
    return {
      text: `${markOf(shown)} ${negated ? 'not ' : ''}${safeLine(text)}${score}`,
      style: answerStyle(shown, colours),
    };
  });
}
