import type { Day } from '../../../model/lead.ts';
import { formatDay } from '../../../values/day.ts';
import type { Diff, DiffedRulebook, RulebookChange } from '../model.ts';
import { changesMeaning, compareRulebooks } from '../rulebooks/rulebooks.ts';
import { type CountedDiff, type CounterOptions, type DiffCounter, startDiffCounter } from './counter.ts';
import type { TwoRulebooks } from './effects.ts';
import { compareFigures, compareSources, type TwoSummaries } from './sources.ts';
import { listUnaffected } from './unaffected.ts';

export type { TwoRulebooks } from './effects.ts';
export type { TwoSummaries } from './sources.ts';

export interface DiffOptions extends TwoRulebooks, Pick<CounterOptions, 'nameOf'> {
  readonly asOf: Day;
}

/** What is told of a comparison beside what was counted. */
export interface DiffFacts {
  readonly before: DiffedRulebook;
  readonly after: DiffedRulebook;
  readonly leadsOf: Diff['leads_of'];
  /** Of the leads that were counted, by each rulebook. */
  readonly summaries: TwoSummaries;
  readonly warnings: readonly string[];
}

/** Compares what two rulebooks make of the same leads: leads are added one by one, in the order of the run. */
export interface DiffStudy extends Pick<DiffCounter, 'add'> {
  readonly changes: readonly RulebookChange[];
  /** What the change does, without its gates. */
  finish(facts: DiffFacts): Diff;
}

export function startDiff(options: DiffOptions): DiffStudy {
  const changes = compareRulebooks(options.before, options.after);
  const counter = startDiffCounter({ ...options, changes });
  return {
    changes,
    add: counter.add,
    finish: facts => describe(options, { facts, changes, counted: counter.finish() }),
  };
}

interface Counted {
  readonly facts: DiffFacts;
  readonly changes: readonly RulebookChange[];
  readonly counted: CountedDiff;
}

function describe(options: DiffOptions, { facts, changes, counted }: Counted): Diff {
  const { summaries, leadsOf, warnings } = facts;
  const { before, after } = summaries;
  const sources = compareSources(summaries);
  const { moved, stayed, stages, matrix, rules, examples, judged } = counted;
  return {
    before: facts.before,
    after: facts.after,
    as_of: formatDay(options.asOf),
    currency: after.currency,
    leads_of: leadsOf,
    lists: after.lists,
    rows: { read: after.rows.read, judged, rejected: after.rows.rejected },
    meaning_changed: changesMeaning(changes),
    changes,
    moved,
    stayed,
    stages,
    matrix,
    sources,
    total: compareFigures('total', before.total, after.total),
    costed: compareFigures('costed', before.costed, after.costed),
    rules,
    examples,
    unaffected: listUnaffected({ ...options, counted, changes, sources }),
    gates: [],
    warnings,
  };
}
