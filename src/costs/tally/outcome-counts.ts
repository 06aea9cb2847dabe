import type { Rulebook } from '../../model/rulebook.ts';
import type { Tally } from '../../model/tally.ts';
import type { Verdict } from '../../model/verdict.ts';

type Outcomes = Pick<Tally, 'criteria' | 'rulesMet' | 'scores' | 'questions'>;

/** What is counted of verdicts: of whole ones, or of their parts apart. */
export type CountedPart = Partial<
  Pick<
    Verdict,
    'criteria' | 'rulesMet' | 'score' | 'couldBe' | 'answersNeeded' | 'nextQuestion' | 'decidedBy'
  >
>;

/** Counts of what decided the verdicts: criteria, score rules, totals and the questions left. */
export interface OutcomeCounts {
  add(part: CountedPart, leads: number): void;
  snapshot(): Outcomes;
}

interface CriterionCount {
  met: number;
  unmet: number;
  unknown: number;
  readonly oneAnswerFrom: number[];
}

/** Starts with zeros for every criterion and score rule of the rulebook. */
export function createOutcomeCounts({ criteria, scores: groups, stages }: Rulebook): OutcomeCounts {
  const counts = criteria.map(
    (): CriterionCount => ({ met: 0, unmet: 0, unknown: 0, oneAnswerFrom: stages.map(() => 0) }),
  );
  const rulesMet = groups.flatMap(group => group.rules.map(() => 0));
  const scores = new Map<number, number>();
  const questions = new Map<string, number>();
  return {
    add(part, leads) {
      if (leads === 0) return;
      countCriteria(counts, part, leads);
      for (const rule of part.rulesMet ?? []) rulesMet[rule] = (rulesMet[rule] ?? 0) + leads;
      if (part.score !== undefined) scores.set(part.score, (scores.get(part.score) ?? 0) + leads);
      const { nextQuestion, answersNeeded, couldBe } = part;
      if (nextQuestion === undefined || answersNeeded !== '1' || couldBe === undefined) return;
      if (stages[couldBe]?.countsAs === 'SQL')
        questions.set(nextQuestion, (questions.get(nextQuestion) ?? 0) + leads);
    },
    snapshot: () => ({
      criteria: counts.map(count => ({ ...count, oneAnswerFrom: [...count.oneAnswerFrom] })),
      rulesMet: [...rulesMet],
      scores: new Map(scores),
      questions: new Map(questions),
    }),
  };
}

function countCriteria(counts: readonly CriterionCount[], part: CountedPart, leads: number): void {
  part.criteria?.forEach((answer, index) => {
    const count = counts[index];
    if (count !== undefined) count[answer] += leads;
  });
  if (part.couldBe === undefined) return;
  for (const index of part.decidedBy ?? []) {
    const decided = counts[index]?.oneAnswerFrom;
    if (decided !== undefined) decided[part.couldBe] = (decided[part.couldBe] ?? 0) + leads;
  }
}
