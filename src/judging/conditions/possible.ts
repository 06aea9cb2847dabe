import type { Answer, Condition, Test } from '../../model/condition.ts';
import type { Criterion, Framework, Rulebook } from '../../model/rulebook.ts';
import { compileTest, operatorOf } from '../operators/operators.ts';
import { compileRanges, type Range, type ScoreRange } from '../score-range.ts';
import { COMPARISONS } from './conditions.ts';
import { atLeast, not } from './truth.ts';

/** The answers that some lead may get. Tests count as independent, so there may be too many, never too few. */
export type Possible = ReadonlySet<Answer>;

/** What leads may get under a rulebook when some of its fields are absent. */
export interface Possibilities {
  of(condition: Condition): Possible;
  /** Of a group, or of `total`. */
  rangeOf(score: string): ScoreRange;
}

/** Evaluates conditions over sets of possible answers; a test on an absent field has one answer for ever. */
export function compilePossibilities(rulebook: Rulebook, absent: ReadonlySet<string>): Possibilities {
  const criteria = new Map(rulebook.criteria.map(criterion => [criterion.name, criterion]));
  const frameworks = new Map(rulebook.frameworks.map(framework => [framework.name, framework]));
  const remembered = new Map<string, Possible>();

  const ofCriterion = (name: string): Possible => {
    const possible = remembered.get(name) ?? settle(criteria.get(name), of);
    remembered.set(name, possible);
    return possible;
  };
  const ofFramework = ({ criteria, pass, require }: Framework): Possible =>
    possiblyAll([possiblyAtLeast(pass, criteria.map(ofCriterion)), ...require.map(ofCriterion)]);
  const of = (condition: Condition): Possible => {
    switch (condition.kind) {
      case 'test':
        return ofTest(condition.test, absent.has(condition.field.field));
      case 'all':
        return possiblyAll(condition.of.map(of));
      case 'any':
        return possiblyAtLeast(1, condition.of.map(of));
      case 'at_least':
        return possiblyAtLeast(condition.n, condition.of.map(of));
      case 'not':
        return new Set([...of(condition.of)].map(not));
      case 'criterion':
        return ofCriterion(condition.name);
      case 'framework': {
        const framework = frameworks.get(condition.name);
        return framework === undefined ? UNKNOWN : ofFramework(framework);
      }
      case 'score':
        return ofScore(condition, rangeOf(condition.score));
    }
  };
  const rangeOf = compileRanges(rulebook, { absent, possible: of });
  return { of, rangeOf };
}

const UNKNOWN: Possible = new Set(['unknown']);

function ofTest(test: Test, absent: boolean): Possible {
  // An absent field has the same answer as of any day.
  if (absent) return new Set([compileTest(test, { asOf: 0 })({ kind: 'absent' })]);
  return new Set(operatorOf(test).alwaysKnown ? ['met', 'unmet'] : ['met', 'unmet', 'unknown']);
}

function settle(criterion: Criterion | undefined, of: (condition: Condition) => Possible): Possible {
  if (criterion === undefined) return UNKNOWN;
  const { when, unknown = 'unknown' } = criterion;
  return new Set([...of(when)].map(answer => (answer === 'unknown' ? unknown : answer)));
}

function possiblyAll(parts: readonly Possible[]): Possible {
  return possiblyAtLeast(parts.length, parts);
}

/** Only how often each answer occurs matters, so the choices from the parts are kept as distinct sorted lists. */
function possiblyAtLeast(n: number, parts: readonly Possible[]): Possible {
  const choices = parts.reduce<readonly (readonly Answer[])[]>(
    (lists, part) => {
      const longer = lists.flatMap(list => [...part].map(answer => [...list, answer].sort()));
      return [...new Map(longer.map(list => [list.join(), list])).values()];
    },
    [[]],
  );
  return new Set(choices.map(answers => atLeast(n, answers)));
}

type ScoreTest = Extract<Condition, { readonly kind: 'score' }>;

function ofScore({ comparison, threshold }: ScoreTest, { now, best }: ScoreRange): Possible {
  const holds = COMPARISONS[comparison];
  const holdsAt = ({ low, high }: Range): readonly boolean[] => [
    holds(low, threshold),
    holds(high, threshold),
  ];
  const possible = holdsAt(now).flatMap(holdsNow =>
    holdsAt(best).map((holdsAtBest): Answer => {
      if (holdsNow === holdsAtBest) return holdsNow ? 'met' : 'unmet';
      return 'unknown';
    }),
  );
  return new Set(possible);
}
