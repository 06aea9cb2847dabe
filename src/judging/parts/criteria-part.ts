import type { Answer } from '../../model/condition.ts';
import type { CriteriaPart, FrameworkVerdict } from '../../model/verdict.ts';
import { indexesOf } from '../conditions/truth.ts';
import { dependenciesOf } from '../dependencies.ts';
import type { Evaluator } from '../evaluator.ts';
import type { Situation } from '../situation.ts';
import type { PartJudge } from './part-judge.ts';

/** The answers of criteria and frameworks. */
type Answered = Pick<Situation, 'criteria' | 'frameworks'>;

export interface JudgedCriteria extends CriteriaPart {
  readonly now: Answered;
  /** The same with each unknown criterion assumed met, by its index. */
  readonly assuming: ReadonlyMap<number, Answered>;
  /** Equal for equal answers, as they are and under each assumption. */
  readonly key: string;
}

/** The part of a verdict that only the criteria decide. */
export function compileCriteriaPart(evaluator: Evaluator): PartJudge<JudgedCriteria> {
  const { rulebook, fields } = evaluator;
  const { criteria } = rulebook;
  const { fields: asked } = dependenciesOf(
    criteria.map(({ when }) => when),
    rulebook,
  );
  const frameworks = rulebook.frameworks.map(({ name, criteria: counted }) => ({
    name,
    criteria: counted.map(wanted => ({ name: wanted, at: criteria.findIndex(one => one.name === wanted) })),
  }));
  return {
    fields: [...fields.keys()].filter(index => asked.has(fields[index]?.field.name ?? '')),
    judge(answers) {
      const answered = evaluator.answerCriteria(answers);
      const open = indexesOf('unknown', answered);
      const withFrameworks = (own: readonly Answer[]): Answered => ({
        criteria: own,
        frameworks: evaluator.answerFrameworks(own),
      });
      const now = withFrameworks(answered);
      const assuming = new Map(
        open.map(index => [index, withFrameworks(evaluator.answerCriteria(answers, index))]),
      );
      return {
        now,
        assuming,
        key: [now, ...assuming.values()]
          .map(world => world.criteria.map(answer => LETTERS[answer]).join(''))
          .join(' '),
        criteria: answered,
        frameworks: frameworks.map(({ name, criteria: counted }, index): FrameworkVerdict => {
          const own = counted.map(({ name: criterion, at }) => ({
            name: criterion,
            answer: answered[at] ?? 'unknown',
          }));
          return {
            name,
            answer: now.frameworks[index] ?? 'unknown',
            met: own.filter(({ answer }) => answer === 'met').length,
            criteria: own,
          };
        }),
        unknown: open.map(index => criteria[index]?.name ?? ''),
      };
    },
  };
}

const LETTERS: Readonly<Record<Answer, string>> = { met: '+', unmet: '-', unknown: '?' };
