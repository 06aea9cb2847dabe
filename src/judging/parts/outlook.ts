import type { Condition } from '../../model/condition.ts';
import { LADDER, type Rulebook, type Standing } from '../../model/rulebook.ts';
import type { Verdict } from '../../model/verdict.ts';
import { indexesOf } from '../conditions/truth.ts';
import { dependenciesOf } from '../dependencies.ts';
import type { Evaluator } from '../evaluator.ts';
import type { Situation } from '../situation.ts';

/** What a lead could still be, and which answers would bring it there. */
export type Outlook = Pick<Verdict, 'couldBe' | 'answersNeeded' | 'nextQuestion' | 'decidedBy'>;

/** The outlook of leads beside the ladder, and of those with nothing higher in reach. */
export const NO_OUTLOOK: Outlook = { decidedBy: [] };

/** The situation of a lead, or what it would be with the criterion of index `assumed` met. */
export type SituationIn = (assumed?: number) => Situation;

/** Compiles the outlook of a lead in the stage of index `taken`. */
export function compileOutlook(evaluator: Evaluator): (situationIn: SituationIn, taken: number) => Outlook {
  const { rulebook } = evaluator;
  const stages = rulebook.stages.map(({ countsAs, when = ALWAYS }) => ({
    rung: rungOf(countsAs),
    ask: evaluator.ask(when),
    asks: criteriaAskedBy(when, rulebook),
  }));
  return (situationIn, taken) => {
    const from = stages[taken]?.rung ?? BESIDE;
    if (from === BESIDE) return NO_OUTLOOK;
    const situation = situationIn();
    const couldBe = stages.findIndex(({ rung, ask }) => rung > from && ask(situation) !== 'unmet');
    const stage = stages[couldBe];
    if (stage === undefined) return NO_OUTLOOK;

    const open = indexesOf('unknown', situation.criteria);
    const decidedBy = open.filter(index => stage.ask(situationIn(index)) === 'met');
    const decisive = decidedBy.length > 0;
    const candidates = decisive ? decidedBy : open.filter(index => stage.asks.has(index));
    return {
      couldBe,
      answersNeeded: decisive ? '1' : '2+',
      decidedBy,
      ...firstQuestion(candidates, rulebook),
    };
  };
}

/** The condition of the last stage, which has none of its own. */
export const ALWAYS: Condition = { kind: 'all', of: [] };

const BESIDE = -1;

function rungOf(standing: Standing): number {
  return standing === 'disqualified' ? BESIDE : LADDER.indexOf(standing);
}

/** Indexes of the criteria that a condition depends on. */
function criteriaAskedBy(condition: Condition, rulebook: Rulebook): ReadonlySet<number> {
  const { criteria } = dependenciesOf([condition], rulebook);
  return new Set(
    [...rulebook.criteria.keys()].filter(index => criteria.has(rulebook.criteria[index]?.name ?? '')),
  );
}

function firstQuestion(candidates: readonly number[], { criteria }: Rulebook): Pick<Outlook, 'nextQuestion'> {
  const question = candidates.map(index => criteria[index]?.ask).find(ask => ask !== undefined);
  return question === undefined ? {} : { nextQuestion: question };
}
