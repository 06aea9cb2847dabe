import type { GroupTally, Tally } from '../../model/tally.ts';

/**
 * The tally of two parts of a run. With the empty tally it is a commutative monoid: parts merge in any order and
 * grouping to the tally of the whole, `shown` always being from the earliest row.
 */
export function mergeTallies(a: Tally, b: Tally): Tally {
  const merged = {
    judged: a.judged + b.judged,
    duplicates: a.duplicates + b.duplicates,
    empty: a.empty + b.empty,
    rejected: a.rejected + b.rejected,
    lookedUp: zip(
      a.lookedUp.length < b.lookedUp.length ? b.lookedUp : a.lookedUp,
      a.lookedUp.length < b.lookedUp.length ? a.lookedUp : b.lookedUp,
      add,
    ),
    sources: mergeMaps(a.sources, b.sources, mergeGroups),
    criteria: zip(a.criteria, b.criteria, (x, y) => ({
      met: x.met + y.met,
      unmet: x.unmet + y.unmet,
      unknown: x.unknown + y.unknown,
      oneAnswerFrom: zip(x.oneAnswerFrom, y.oneAnswerFrom, add),
    })),
    rulesMet: zip(a.rulesMet, b.rulesMet, add),
    scores: mergeMaps(a.scores, b.scores, add),
    questions: mergeMaps(a.questions, b.questions, add),
  };
  if (a.groups === undefined || b.groups === undefined) return merged;
  return { ...merged, groups: mergeMaps(a.groups, b.groups, mergeGroups) };
}

/** The counts of two parts of one source or group; its name is shown as the earlier part has it. */
export function mergeGroups(a: GroupTally, b: GroupTally): GroupTally {
  const earlier = isEarlier(b, a) ? b : a;
  return {
    shown: earlier.shown,
    first: earlier.first,
    leads: a.leads + b.leads,
    duplicates: a.duplicates + b.duplicates,
    suppressed: a.suppressed + b.suppressed,
    outsidePeriod: a.outsidePeriod + b.outsidePeriod,
    undated: a.undated + b.undated,
    stages: zip(a.stages, b.stages, add),
    disqualifiedElsewhere: a.disqualifiedElsewhere + b.disqualifiedElsewhere,
    oneAnswerFromSql: a.oneAnswerFromSql + b.oneAnswerFromSql,
  };
}

function isEarlier({ first: [listA, rowA] }: GroupTally, { first: [listB, rowB] }: GroupTally): boolean {
  return listA < listB || (listA === listB && rowA < rowB);
}

function mergeMaps<K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>, merge: (x: V, y: V) => V): Map<K, V> {
  const merged = new Map(a);
  for (const [key, value] of b) {
    const other = merged.get(key);
    merged.set(key, other === undefined ? value : merge(other, value));
  }
  return merged;
}

/** Element by element; both lists are as long as the rulebook has stages, criteria or rules. */
function zip<T>(a: readonly T[], b: readonly T[], merge: (x: T, y: T) => T): T[] {
  return a.map((x, index) => {
    const y = b[index];
    return y === undefined ? x : merge(x, y);
  });
}

function add(a: number, b: number): number {
  return a + b;
}
