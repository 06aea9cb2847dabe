import type { Answer } from '../model/condition.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { CoveredOutcome, RulebookTestResult, TestCoverage } from '../model/rulebook-test.ts';

/** What a rulebook's own tests show of it, whether they passed or not. */
export function measureCoverage(rulebook: Rulebook, results: readonly RulebookTestResult[]): TestCoverage {
  const outcomes = [
    ...coverCriteria(rulebook, results),
    ...coverRules(rulebook, results),
    ...coverStages(rulebook, results),
  ];
  const covered = outcomes.filter(outcome => outcome.covered).length;
  const total = outcomes.length;
  return { outcomes, covered, total, percent: total === 0 ? 100 : (100 * covered) / total };
}

const ANSWERS: readonly Answer[] = ['met', 'unmet', 'unknown'];

/** Every answer of every criterion, but for the unknown that the rulebook settles. */
function coverCriteria(
  { criteria }: Rulebook,
  results: readonly RulebookTestResult[],
): readonly CoveredOutcome[] {
  return criteria.flatMap(({ name, unknown }, index) =>
    ANSWERS.filter(answer => answer !== 'unknown' || unknown === undefined).map(answer => ({
      what: `criterion ${name} ${answer}`,
      covered: results.some(({ verdict }) => verdict.criteria[index] === answer),
    })),
  );
}

/** Every score rule met once. */
function coverRules({ scores }: Rulebook, results: readonly RulebookTestResult[]): readonly CoveredOutcome[] {
  const met = new Set(results.flatMap(({ verdict }) => verdict.rulesMet));
  return scores
    .flatMap(({ name, rules }) => rules.map(({ id }) => `rule ${name}.${id} met`))
    .map((what, index) => ({ what, covered: met.has(index) }));
}

function coverStages(
  { stages }: Rulebook,
  results: readonly RulebookTestResult[],
): readonly CoveredOutcome[] {
  const taken = new Set(results.map(({ verdict }) => verdict.stageIndex));
  return stages.map(({ name }, index) => ({ what: `stage ${name}`, covered: taken.has(index) }));
}
