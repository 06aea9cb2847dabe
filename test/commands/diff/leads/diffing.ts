import { startDiff } from '../../../../src/commands/diff/leads/diff.ts';
import type { Diff } from '../../../../src/commands/diff/model.ts';
import { summarize } from '../../../../src/costs/summarize.ts';
import { startTally } from '../../../../src/costs/tally/tally.ts';
import type { JudgedLead } from '../../../../src/judging/compared-lead.ts';
import { compileRulebook } from '../../../../src/judging/judge.ts';
import type { Rulebook } from '../../../../src/model/rulebook.ts';
import { AS_OF, type Lead } from '../../../judging/arbitrary.ts';
import { answersOf } from '../../../judging/judged.ts';

/** What is said of a lead beside its readings. */
export interface Told {
  readonly before?: JudgedLead['state'];
  readonly after?: JudgedLead['state'];
  readonly suppressed?: { readonly before: boolean; readonly after: boolean };
}

/** What one rulebook makes of a lead. */
export function judgeLead(
  rulebook: Rulebook,
  lead: Lead,
  { state = 'judged', suppressed = false }: { state?: JudgedLead['state']; suppressed?: boolean } = {},
): JudgedLead {
  const judge = compileRulebook(rulebook, { asOf: AS_OF });
  const answers = answersOf(judge, lead);
  const criteria = judge.parts.criteria.judge(answers);
  const groups = judge.parts.groups.map(group => group.judge(answers));
  const standing = judge.parts.standing.judge({ answers, criteria, groups, suppressed });
  return { state, standing, criteria, groups, score: groups.reduce((sum, { points }) => sum + points, 0) };
}

/** The diff of two rulebooks on leads that are rows 1, 2, … of a list `leads`; all of them come from one source. */
export function diffOf(before: Rulebook, after: Rulebook, leads: readonly (readonly [Lead, Told?])[]): Diff {
  const study = startDiff({ before, after, asOf: AS_OF, nameOf: (_, row) => `leads:${row}` });
  const tallies = {
    before: startTally({ rulebook: before, grouped: false }),
    after: startTally({ rulebook: after, grouped: false }),
  };
  for (const [index, [lead, told = {}]] of leads.entries()) {
    const compared = {
      list: 0,
      row: index + 1,
      before: judgeLead(before, lead, {
        state: told.before ?? 'judged',
        suppressed: told.suppressed?.before ?? false,
      }),
      after: judgeLead(after, lead, {
        state: told.after ?? 'judged',
        suppressed: told.suppressed?.after ?? false,
      }),
    };
    study.add(compared);
    for (const side of ['before', 'after'] as const) {
      const { state, standing } = compared[side];
      tallies[side].add({
        list: 0,
        row: index + 1,
        source: tallies[side].sourceSlot({ key: 'web', shown: 'web' }),
        group: 0,
        verdict: state === 'duplicate' ? undefined : tallies[side].verdictSlot(standing),
        inside: state !== 'outside',
      });
    }
  }
  const summaryOf = (rulebook: Rulebook, side: 'before' | 'after') =>
    summarize(tallies[side].finish(), { rulebook, sha256: '', asOf: AS_OF, lists: [], warnings: [] });
  const described = (rulebook: Rulebook, file: string) => ({
    file,
    rulebook: rulebook.name,
    version: rulebook.version,
    sha256: '',
  });
  return study.finish({
    before: described(before, 'old.yaml'),
    after: described(after, 'new.yaml'),
    leadsOf: 'lists',
    summaries: { before: summaryOf(before, 'before'), after: summaryOf(after, 'after') },
    warnings: [],
  });
}

/** The rules that a diff holds responsible, with their moves and the leads that they make come out otherwise. */
export function causesOf({ rules }: Diff): readonly string[] {
  return rules.map(({ kind, name, moves, leads, effects, only_thresholds: only }) => {
    const told = effects
      .map(({ before, after, leads: count }) => `${before} → ${after} (${count})`)
      .join(', ');
    return `${kind} ${name}: ${moves} of ${leads}${only ? ', thresholds' : ''}: ${told}`;
  });
}
