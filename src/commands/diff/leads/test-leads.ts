import { compileGroupName } from '../../../costs/tally/group-name.ts';
import { CREATED, compilePeriod, OUTSIDE, UNDATED } from '../../../costs/tally/period.ts';
import { startTally } from '../../../costs/tally/tally.ts';
import { answerFields, compileReadings } from '../../../engine/plain.ts';
import type { ComparedLead, JudgedLead } from '../../../judging/compared-lead.ts';
import { compileRulebook, type Judge } from '../../../judging/judge.ts';
import type { CostInputs } from '../../../model/costs.ts';
import type { Cell, Day, Reading } from '../../../model/lead.ts';
import type { Rulebook, RulebookTest } from '../../../model/rulebook.ts';
import type { Tally } from '../../../model/tally.ts';
import type { TwoRulebooks } from './effects.ts';

export interface TestLeadsOptions {
  /** For tests without a day of their own. */
  readonly asOf: Day;
  /** The costs as read by each rulebook. */
  readonly costs?: { readonly before: CostInputs; readonly after: CostInputs } | undefined;
}

/** The leads of the tests of both rulebooks, each once: those of the rulebook after, then the others. */
export function listTestLeads({ before, after }: TwoRulebooks): readonly RulebookTest[] {
  const distinct = new Map<string, RulebookTest>();
  for (const test of [...after.tests, ...before.tests]) {
    const key = JSON.stringify([test.asOf ?? null, Object.entries(test.lead).toSorted(byName)]);
    if (!distinct.has(key)) distinct.set(key, test);
  }
  return [...distinct.values()];
}

/** Judges leads of tests by both rulebooks, each by itself as tests are; a row's number is that of its test, from 1. */
export function compareTestLeads(
  rulebooks: TwoRulebooks,
  tests: readonly RulebookTest[],
  { asOf, costs, onLead }: TestLeadsOptions & { readonly onLead: (lead: ComparedLead) => void },
): { readonly before: Tally; readonly after: Tally } {
  const before = compileTestJudge(rulebooks.before, costs?.before);
  const after = compileTestJudge(rulebooks.after, costs?.after);
  for (const [index, test] of tests.entries()) {
    const day = test.asOf ?? asOf;
    const row = index + 1;
    const lead = { list: 0, row, before: before.judge(test, day, row), after: after.judge(test, day, row) };
    onLead(lead);
  }
  return { before: before.tally(), after: after.tally() };
}

function byName([one]: readonly [string, Cell], [other]: readonly [string, Cell]): number {
  return one < other ? -1 : 1;
}

const BLANK: Reading = { kind: 'blank' };
const EMPTY: Cell = { text: '', plain: false };

/** One rulebook that judges and counts leads of tests. */
function compileTestJudge(rulebook: Rulebook, costs: CostInputs | undefined) {
  const tally = startTally({ rulebook, grouped: false });
  const isInside = compilePeriod(costs);
  const judgeAsOf = rememberJudges(rulebook);
  const read = compileReadings(rulebook, rulebook);
  const source = rulebook.fields.find(({ name }) => name === 'source');
  const nameSource = source && compileGroupName(source);
  return {
    tally: tally.finish,
    judge({ lead }: RulebookTest, asOf: Day, row: number): JudgedLead {
      // A field that a test does not name is blank.
      const readings = new Map(Object.entries(lead).map(([name, cell]) => [name, read(name, cell)]));
      const readingOf = (name: string) => readings.get(name) ?? BLANK;
      const verdict = judgeLead(judgeAsOf(asOf), readingOf);
      const when = isInside(readingOf(costs?.period?.field ?? CREATED));
      const inside = when !== OUTSIDE;
      const named = nameSource?.(lead.source ?? EMPTY, readingOf('source')) ?? { key: '', shown: '' };
      const { standing, criteria, groups, score } = verdict;
      const rulesMet = groups.flatMap(group => group.rulesMet);
      const counted = { ...standing, criteria: criteria.criteria, score, rulesMet };
      tally.add({
        list: 0,
        row,
        source: tally.sourceSlot(named),
        group: 0,
        verdict: tally.verdictSlot(counted),
        inside,
        undated: when === UNDATED,
      });
      return { state: inside ? 'judged' : 'outside', ...verdict };
    },
  };
}

function judgeLead(judge: Judge, readingOf: (name: string) => Reading) {
  const { parts } = judge;
  const answers = answerFields(judge, readingOf);
  const criteria = parts.criteria.judge(answers);
  const groups = parts.groups.map(({ judge }) => judge(answers));
  const standing = parts.standing.judge({ answers, criteria, groups, suppressed: false });
  return { standing, criteria, groups, score: groups.reduce((sum, { points }) => sum + points, 0) };
}

function rememberJudges(rulebook: Rulebook): (asOf: Day) => Judge {
  const judges = new Map<Day, Judge>();
  return asOf => {
    const judge = judges.get(asOf) ?? compileRulebook(rulebook, { asOf });
    judges.set(asOf, judge);
    return judge;
  };
}
