import { compilePossibilities, type Possibilities } from '../../judging/conditions/possible.ts';
import { ALWAYS } from '../../judging/parts/outlook.ts';
import type { CoveredOutcome, RulebookTestResult, TestCoverage } from '../../language/tests/result.ts';
import type { Answer } from '../../model/condition.ts';
import { LADDER, type Rulebook, type ScoreRule, type Stage } from '../../model/rulebook.ts';

type Results = readonly RulebookTestResult[];

/**
 * What a rulebook's own tests show of it, whether they passed or not. Only what some lead may show is asked for: no
 * unknown of a criterion that always has an answer, no outlook on a stage that nobody stands below.
 */
export function measureCoverage(rulebook: Rulebook, results: Results): TestCoverage {
  const possibilities = compilePossibilities(rulebook, new Set());
  const outcomes = [
    ...coverCriteria(rulebook, { results, possibilities }),
    ...coverRules(rulebook, results),
    ...coverStages(rulebook, results),
    ...coverOutlooks(rulebook, { results, possibilities }),
  ];
  return { outcomes, ...countCovered(outcomes) };
}

/** How many outcomes there are, how many are covered, and the share in percent: 100 of nothing. */
function countCovered(outcomes: readonly CoveredOutcome[]): Omit<TestCoverage, 'outcomes'> {
  const covered = outcomes.filter(outcome => outcome.covered).length;
  const total = outcomes.length;
  return { covered, total, percent: total === 0 ? 100 : (100 * covered) / total };
}

const ANSWERS: readonly Answer[] = ['met', 'unmet', 'unknown'];

interface Shown {
  readonly results: Results;
  readonly possibilities: Possibilities;
}

/** Every answer that a criterion may have: an unknown that the rulebook settles is none of them. */
function coverCriteria({ criteria }: Rulebook, { results, possibilities }: Shown): readonly CoveredOutcome[] {
  return criteria.flatMap(({ name, place }, index) => {
    const possible = possibilities.of({ kind: 'criterion', name });
    return ANSWERS.filter(answer => possible.has(answer)).map(answer => ({
      kind: 'criteria' as const,
      what: `criterion ${name} ${answer}`,
      covered: results.some(({ verdict }) => verdict.criteria[index] === answer),
      ...(place && { place }),
    }));
  });
}

/** Every score rule met once, a `first` rule by each of its entries. */
function coverRules({ scores }: Rulebook, results: Results): readonly CoveredOutcome[] {
  const rules = scores.flatMap(({ name, rules }) =>
    rules.map(rule => ({ name: `${name}.${rule.id}`, rule })),
  );
  return rules.flatMap(({ name, rule }, index) =>
    waysToMeet(rule).map(entry => ({
      kind: 'rules' as const,
      what: entry === undefined ? `rule ${name} met` : `rule ${name} entry ${entry + 1} met`,
      covered: results.some(({ verdict, entriesMet }) =>
        entry === undefined ? verdict.rulesMet.includes(index) : entriesMet.get(index) === entry,
      ),
      ...(rule.place && { place: rule.place }),
    })),
  );
}

/** The indexes of the entries of a `first` rule; one way without an entry for any other. */
function waysToMeet(rule: ScoreRule): readonly (number | undefined)[] {
  return rule.kind === 'first' ? [...rule.entries.keys()] : [undefined];
}

function coverStages({ stages }: Rulebook, results: Results): readonly CoveredOutcome[] {
  const taken = new Set(results.map(({ verdict }) => verdict.stageIndex));
  return stages.map(({ name, place }, index) => ({
    kind: 'stages' as const,
    what: `stage ${name}`,
    covered: taken.has(index),
    ...(place && { place }),
  }));
}

/** Every stage that a lead of another stage could still be. */
function coverOutlooks({ stages }: Rulebook, { results, possibilities }: Shown): readonly CoveredOutcome[] {
  const seen = new Set(results.map(({ verdict }) => verdict.couldBe));
  return stages.flatMap(({ name, place }, index) => {
    if (!isOutlook(index, { stages, possibilities })) return [];
    return [
      {
        kind: 'could_be' as const,
        what: `could_be ${name}`,
        covered: seen.has(index),
        ...(place && { place }),
      },
    ];
  });
}

/** Whether a lead may stand below a stage while its condition is open: tried later, or unknown when it was tried. */
function isOutlook(
  index: number,
  { stages, possibilities }: { readonly stages: readonly Stage[]; readonly possibilities: Possibilities },
): boolean {
  const stage = stages[index];
  if (stage === undefined) return false;
  const mayBeUnknown = possibilities.of(stage.when ?? ALWAYS).has('unknown');
  return stages.some((other, taken) => isBelow(other, stage) && (taken < index || mayBeUnknown));
}

function isBelow({ countsAs: one }: Stage, { countsAs: other }: Stage): boolean {
  if (one === 'disqualified' || other === 'disqualified') return false;
  return LADDER.indexOf(one) < LADDER.indexOf(other);
}
