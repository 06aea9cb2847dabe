import type { Condition } from '../model/condition.ts';
import { LADDER, type Rulebook } from '../model/rulebook.ts';
import type { Summary } from '../model/summary.ts';
import type { Tally } from '../model/tally.ts';

const RANGES = 8;
const HUNDREDTHS = 100;

type Insights = Pick<Summary, 'criteria' | 'rules' | 'questions' | 'scores' | 'thresholds'>;

/** What the tally says of the rulebook itself: its criteria, score rules, questions, scores and thresholds. */
export function summarizeInsights(tally: Tally, rulebook: Rulebook): Insights {
  const scores = summarizeScores(tally.scores);
  return {
    criteria: summarizeCriteria(tally, rulebook),
    rules: listRules(rulebook).map((id, index) => ({ id, met: tally.rulesMet[index] ?? 0 })),
    questions: summarizeQuestions(tally.questions),
    ...(scores === undefined ? {} : { scores }),
    thresholds: listThresholds(rulebook),
  };
}

function listRules({ scores }: Rulebook): readonly string[] {
  return scores.flatMap(group => group.rules.map(({ id }) => `${group.name}.${id}`));
}

function summarizeCriteria({ criteria }: Tally, rulebook: Rulebook): Summary['criteria'] {
  return rulebook.criteria.map(({ name }, index) => {
    const { met = 0, unmet = 0, unknown = 0, oneAnswerFrom = [] } = criteria[index] ?? {};
    return { id: name, met, unmet, unknown, one_answer_from: nameStages(oneAnswerFrom, rulebook) };
  });
}

/** Only a stage above the foot of the ladder can be what a lead could still be. */
function nameStages(counts: readonly number[], { stages }: Rulebook): Readonly<Record<string, number>> {
  const named = new Map<string, number>();
  stages.forEach(({ name, countsAs }, index) => {
    if (countsAs === 'disqualified' || LADDER.indexOf(countsAs) === 0) return;
    named.set(name, (named.get(name) ?? 0) + (counts[index] ?? 0));
  });
  return Object.fromEntries(named);
}

function summarizeQuestions(questions: Tally['questions']): Summary['questions'] {
  return [...questions]
    .map(([question, leads]) => ({ question, leads }))
    .sort((a, b) => b.leads - a.leads || Number(a.question > b.question) - Number(a.question < b.question));
}

/** Leads in eight equal ranges of score; the highest score belongs to the last, one score alone to the first. */
function summarizeScores(scores: Tally['scores']): Summary['scores'] {
  if (scores.size === 0) return undefined;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const score of scores.keys()) {
    low = Math.min(low, score);
    high = Math.max(high, score);
  }
  const counts = new Array<number>(RANGES).fill(0);
  for (const [score, leads] of scores) {
    const range = high === low ? 0 : Math.floor(((score - low) * RANGES) / (high - low));
    const index = Math.min(range, RANGES - 1);
    counts[index] = (counts[index] ?? 0) + leads;
  }
  return { low: low / HUNDREDTHS, high: high / HUNDREDTHS, counts };
}

/** From which total each stage can be had, ascending. */
function listThresholds({ stages }: Rulebook): Summary['thresholds'] {
  return stages
    .flatMap(({ name, when }) => {
      const floors = when === undefined ? [] : totalFloors(when);
      return floors.length === 0 ? [] : [{ stage: name, from: Math.max(...floors) / HUNDREDTHS }];
    })
    .sort((a, b) => a.from - b.from);
}

function totalFloors(condition: Condition): readonly number[] {
  if (condition.kind === 'all') return condition.of.flatMap(totalFloors);
  if (condition.kind !== 'score' || condition.score !== 'total') return [];
  return condition.comparison === 'gte' || condition.comparison === 'gt' ? [condition.threshold] : [];
}
