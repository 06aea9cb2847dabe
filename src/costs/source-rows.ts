import type { Cents, CostInputs } from '../model/costs.ts';
import type { Stage } from '../model/rulebook.ts';
import type { GroupTally, Tally } from '../model/tally.ts';
import { fold } from '../values/fold.ts';
import { addCounts, type Counts, countsOf, NO_COUNTS } from './figures.ts';
import { NONE } from './tally/group-name.ts';

/** One row of the summary before its money is known. */
export interface CountedSource {
  readonly shown: string;
  /** Whether it holds the leads that name no source. */
  readonly isNone: boolean;
  readonly counts: Counts;
  /** Index into the cost file's sources; absent where it has no cost input. */
  readonly cost?: number;
}

/** Which source of the cost file a folded source of a lead belongs to, by all their spellings. */
export function compileSourceKey(costs: CostInputs | undefined): (key: string) => number | undefined {
  const spellings = new Map<string, number>();
  costs?.sources.forEach((source, index) => {
    for (const spelling of source.spellings) spellings.set(spelling === NONE ? '' : spelling, index);
  });
  return key => spellings.get(key);
}

/**
 * The sources of all rows met with those of the cost file: first the cost file's, in its order and as it spells
 * them, leads or not; then the others as their rows show them.
 */
export function joinSources(
  sources: Tally['sources'],
  { costs, stages }: { readonly costs: CostInputs | undefined; readonly stages: readonly Stage[] },
): readonly CountedSource[] {
  const sourceKey = compileSourceKey(costs);
  const costed = (costs?.sources ?? []).map(({ name, spellings }, cost) => {
    const isNone = spellings.some(spelling => spelling === '' || spelling === NONE);
    return { shown: isNone ? NONE : name, isNone, counts: NO_COUNTS, cost };
  });
  const others: CountedSource[] = [];
  for (const [key, group] of sources) {
    const counts = countsOf(group, stages);
    const row = costed[sourceKey(key) ?? -1];
    if (row === undefined) others.push(rowOf(key, group, counts));
    else row.counts = addCounts(row.counts, counts);
  }
  return [...costed, ...others];
}

/** The groups of `--by`, to which no spend belongs. */
export function listGroups(groups: Tally['sources'], stages: readonly Stage[]): readonly CountedSource[] {
  return [...groups].map(([key, group]) => rowOf(key, group, countsOf(group, stages)));
}

/** By leads, then by folded name; `(none)` last. */
export function orderRows<Row extends CountedSource>(rows: readonly Row[]): readonly Row[] {
  return rows
    .map(row => ({ row, name: fold(row.shown) }))
    .sort((a, b) => compareRows(a.row, b.row) || compareText(a.name, b.name))
    .map(({ row }) => row);
}

/** The sum of the counts of several rows. */
export function sumCounts(rows: readonly CountedSource[]): Counts {
  return rows.reduce((total, { counts }) => addCounts(total, counts), NO_COUNTS);
}

/** A row's allocated spend, or null where it has no cost input. */
export function spendOf({ cost }: CountedSource, spend: readonly Cents[]): Cents | null {
  return cost === undefined ? null : (spend[cost] ?? null);
}

function rowOf(key: string, { shown }: GroupTally, counts: Counts): CountedSource {
  const isNone = key === '';
  return { shown: isNone ? NONE : shown, isNone, counts };
}

function compareRows(a: CountedSource, b: CountedSource): number {
  return Number(a.isNone) - Number(b.isNone) || b.counts.leads - a.counts.leads;
}

function compareText(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
