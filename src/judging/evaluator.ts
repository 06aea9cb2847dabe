import type { Answer, Condition } from '../model/condition.ts';
import type { Day } from '../model/lead.ts';
import type { Criterion, Framework, Rulebook } from '../model/rulebook.ts';
import { type Ask, compileCondition, type Names } from './conditions/conditions.ts';
import { collectQuestions } from './conditions/questions.ts';
import { and, atLeast } from './conditions/truth.ts';
import { orderCriteria } from './dependencies.ts';
import { compileFieldJudge, type FieldAnswers, type FieldJudge } from './field-judge.ts';
import { compileGroup, sumOf } from './score.ts';
import type { GroupScore, Situation } from './situation.ts';

/** A rulebook compiled: from readings to answers, from answers to the situation that conditions ask about. */
export interface Evaluator {
  readonly rulebook: Rulebook;
  readonly asOf: Day;
  /** The fields that a verdict depends on, in the rulebook's order. */
  readonly fields: readonly FieldJudge[];
  /** The answers to the criteria, or what they would be with the criterion of index `assumed` met. */
  answerCriteria(fields: readonly FieldAnswers[], assumed?: number): readonly Answer[];
  answerFrameworks(criteria: readonly Answer[]): readonly Answer[];
  /** The score of the group of this index; undefined if there is none. */
  scoreGroup(
    index: number,
    fields: readonly FieldAnswers[],
    criteria: readonly Answer[],
  ): GroupScore | undefined;
  /** The situation of a lead, or what it would be with the criterion of index `assumed` met and all else as it is. */
  situate(fields: readonly FieldAnswers[], assumed?: number): Situation;
  /** A condition of this rulebook as a function. */
  ask(condition: Condition): Ask;
}

export function compileEvaluator(rulebook: Rulebook, { asOf }: { readonly asOf: Day }): Evaluator {
  const questions = collectQuestions(rulebook);
  const names: Names = { rulebook, questions };
  const criteria = rulebook.criteria.map(criterion => compileCriterion(criterion, names));
  const order = orderCriteria(rulebook.criteria);
  const frameworks = rulebook.frameworks.map(framework => compileFramework(framework, names));
  const groups = rulebook.scores.map(group => compileGroup(group, names));

  const answerCriteria: Evaluator['answerCriteria'] = (fields, assumed) => {
    const answers: Answer[] = criteria.map(() => 'unknown');
    const situation = startSituation(fields, answers);
    for (const index of order) {
      answers[index] = index === assumed ? 'met' : (criteria[index]?.(situation) ?? 'unknown');
    }
    return answers;
  };

  return {
    rulebook,
    asOf,
    fields: questions.fields.map(field => compileFieldJudge(field, { asOf })),
    answerCriteria,
    answerFrameworks: answered => frameworks.map(ask => ask(startSituation([], answered))),
    scoreGroup: (index, fields, answered) => groups[index]?.(startSituation(fields, answered)),
    situate(fields, assumed) {
      const answered = startSituation(fields, answerCriteria(fields, assumed));
      const scored = groups.map(score => score(answered));
      return {
        fields,
        criteria: answered.criteria,
        frameworks: frameworks.map(ask => ask(answered)),
        groups: scored,
        total: {
          now: sumOf(scored.map(({ now }) => now.points)),
          best: sumOf(scored.map(({ best }) => best.points)),
        },
      };
    },
    ask: condition => compileCondition(condition, names),
  };
}

/** A situation without what criteria, frameworks and score rules cannot ask, since it is made of them. */
function startSituation(fields: readonly FieldAnswers[], criteria: readonly Answer[]): Situation {
  return { fields, criteria, frameworks: NONE, groups: NONE, total: NO_POINTS };
}

const NONE: readonly never[] = [];
const NO_POINTS = { now: 0, best: 0 };

/** A criterion's answer, an unknown one settled if the rulebook says how. */
function compileCriterion({ when, unknown }: Criterion, names: Names): Ask {
  const ask = compileCondition(when, names);
  if (unknown === undefined) return ask;
  return situation => {
    const answer = ask(situation);
    return answer === 'unknown' ? unknown : answer;
  };
}

/** At least `pass` of the criteria, and every required one. */
function compileFramework({ criteria, pass, require }: Framework, { rulebook }: Names): Ask {
  const indexOf = (wanted: string): number => rulebook.criteria.findIndex(({ name }) => name === wanted);
  const counted = criteria.map(indexOf);
  const required = require.map(indexOf);
  return situation => {
    const answersOf = (indexes: readonly number[]): readonly Answer[] =>
      indexes.map(index => situation.criteria[index] ?? 'unknown');
    return and([atLeast(pass, answersOf(counted)), ...answersOf(required)]);
  };
}
