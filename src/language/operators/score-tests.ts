import type { Comparison, Condition, Hundredths } from '../../model/condition.ts';
import { quoted, type Reader } from '../../yaml/shape.ts';
import { entriesOf, type Key, mapping, optional } from '../../yaml/shape-collections.ts';
import type { TreeEntry } from '../../yaml/tree.ts';
import { checkReference, type Scope } from '../sections/scope.ts';
import { points } from '../sections/settings.ts';

/** The sum of all score groups, which can be asked for like a group. */
export const TOTAL = 'total';

const COMPARISONS: readonly Comparison[] = ['gte', 'gt', 'lte', 'lt'];
/** Every key of a test of a score. */
export const THRESHOLD_KEYS = {
  gte: optional(points),
  gt: optional(points),
  lte: optional(points),
  lt: optional(points),
} as const satisfies Readonly<Record<Comparison, Key<Hundredths>>>;
const readThresholds = mapping('a test of a score', THRESHOLD_KEYS);

/** Names that stand for a score: the groups and `total`. */
export function scoreNames(scope: Scope): readonly string[] {
  return [TOTAL, ...scope.scores];
}

/** `{ group or total: { gte, gt, lte, lt } }`: one test for each operator, in the order written. */
export function readScoreTests(scope: Scope): Reader<readonly Condition[]> {
  return (tree, report) => {
    const tests = entriesOf(tree, 'scores by name, each with its tests', report)?.map(entry => {
      const reference = { place: entry.keyPlace, what: 'score', defined: scoreNames(scope) };
      const known = checkReference(entry.key, reference, report);
      const operators = entriesOf(entry.node, `a test of the score ${quoted(entry.key)}`, report);
      const thresholds = operators && readThresholds(entry.node, report);
      return known && operators && thresholds ? comparisons(entry.key, operators, thresholds) : undefined;
    });
    return tests?.every(test => test !== undefined) ? tests.flat() : undefined;
  };
}

type Thresholds = Readonly<Partial<Record<Comparison, number>>>;

function comparisons(
  score: string,
  operators: readonly TreeEntry[],
  thresholds: Thresholds,
): readonly Condition[] {
  return operators.flatMap(({ key, keyPlace }) => {
    const comparison = COMPARISONS.find(name => name === key);
    const threshold = comparison && thresholds[comparison];
    return comparison === undefined || threshold === undefined
      ? []
      : [{ kind: 'score' as const, score, comparison, threshold, place: keyPlace }];
  });
}
