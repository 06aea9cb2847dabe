import { domainOf } from '../../../judging/field-judge.ts';
import { operatorOf } from '../../../judging/operators/operators.ts';
import type { Literal, Test } from '../../../model/condition.ts';
import type { Reading } from '../../../model/lead.ts';
import { ANY_DAY, type AskedField, type FieldState, type Ground, type TestLeaf } from './ground.ts';
import { type Answers, BITS, MET, UNMET } from './possible-answers.ts';
import { patternImplies, patternsExclude } from './text-relations.ts';

type AnswersById = ReadonlyMap<number, Answers>;

/** More than so many tests that look into one text are beyond these proofs. */
const MOST_PATTERNS = 8;

/**
 * The states of a text that may be anything: each value that a test names, and all other texts by which of the
 * patterns they may meet together. Undefined where there are too many.
 */
export function textStates(asked: AskedField, ground: Ground): readonly FieldState[] | undefined {
  const whole = asked.tests.filter(({ field }) => field.part === undefined);
  const domain = asked.tests.filter(({ field }) => field.part === 'domain');
  const otherWholes = otherTexts(whole, ground);
  const domains = domainStates(domain, ground);
  if (otherWholes === undefined || domains === undefined) return undefined;

  const named = literalsOf(whole).map(value => {
    const reading: Reading = { kind: 'value', value };
    const part = domain.length === 0 ? reading : domainOf(reading, asked.field);
    return new Map([...answersAt(whole, reading, ground), ...answersAt(domain, part, ground)]);
  });
  const others = otherWholes.flatMap(wholeAnswers =>
    domains.map(domainAnswers => new Map([...wholeAnswers, ...domainAnswers])),
  );
  return [...named, ...others].map(answers => ({ known: true, answers }));
}

/** The states of the domain of an address that no test names whole. */
function domainStates(tests: readonly TestLeaf[], ground: Ground): readonly AnswersById[] | undefined {
  const named = literalsOf(tests).map(value => answersAt(tests, { kind: 'value', value }, ground));
  const others = otherTexts(tests, ground);
  return others && [...named, ...others];
}

/** The values that tests name whole. */
function literalsOf(tests: readonly TestLeaf[]): readonly Literal[] {
  return [...new Set(tests.flatMap(leaf => toldBy(leaf) ?? []))];
}

/** The values that a test tells from all others, which it answers alike; undefined where it looks into texts. */
function toldBy({ test }: TestLeaf): readonly Literal[] | undefined {
  return operatorOf(test).tellsApart(test, { asOf: ANY_DAY });
}

function answersAt(tests: readonly TestLeaf[], reading: Reading, ground: Ground): AnswersById {
  return new Map(tests.map(leaf => [ground.idOf(leaf), BITS[ground.askOf(leaf)(reading)]]));
}

/** What texts that no test names whole may answer. */
function otherTexts(tests: readonly TestLeaf[], ground: Ground): readonly AnswersById[] | undefined {
  // Longer than each text that is named, so none of them.
  const other = ['\uE000', ...literalsOf(tests)].join('');
  const patterns = tests.filter(leaf => toldBy(leaf) === undefined);
  const fixed = answersAt(
    tests.filter(leaf => toldBy(leaf) !== undefined),
    { kind: 'value', value: other },
    ground,
  );
  const numbered = new Map(patterns.map(leaf => [ground.idOf(leaf), leaf.test]));
  if (numbered.size > MOST_PATTERNS) return undefined;
  return chooseTogether([...numbered]).map(chosen => new Map([...fixed, ...chosen]));
}

/** All ways of meeting some patterns and not the others that go against no relation of two of them. */
function chooseTogether(patterns: readonly (readonly [number, Test])[]): readonly AnswersById[] {
  let chosen: readonly AnswersById[] = [new Map()];
  for (const [index, [id, pattern]] of patterns.entries()) {
    const before = patterns.slice(0, index);
    chosen = chosen.flatMap(answers =>
      [MET, UNMET]
        .filter(answer =>
          before.every(([otherId, other]) =>
            goTogether({ pattern, answer }, { pattern: other, answer: answers.get(otherId) ?? 0 }),
          ),
        )
        .map(answer => new Map([...answers, [id, answer]])),
    );
  }
  return chosen;
}

interface Answered {
  readonly pattern: Test;
  readonly answer: Answers;
}

function goTogether(one: Answered, other: Answered): boolean {
  if (one.answer === MET && other.answer === MET) return !patternsExclude(one.pattern, other.pattern);
  if (one.answer === MET) return !patternImplies(one.pattern, other.pattern);
  if (other.answer === MET) return !patternImplies(other.pattern, one.pattern);
  return true;
}
