import { COMPARISONS } from '../../../judging/conditions/conditions.ts';
import { groupsOfScore } from '../../../judging/dependencies.ts';
import type { Range, ScoreRange } from '../../../judging/score-range.ts';
import type { Ground, ScoreLeaf } from './ground.ts';
import type { ScoreState } from './world.ts';

interface Context {
  readonly ground: Ground;
  readonly achievable: (score: string) => ScoreRange;
}

const TOTAL = 'total';

/** Where each score asked for may stand among its thresholds, now and at best; groups before `total`. */
export function scoreStates(
  leaves: readonly ScoreLeaf[],
  context: Context,
): readonly { readonly name: string; readonly states: readonly ScoreState[] }[] {
  const names = [...new Set(leaves.map(({ score }) => score))];
  return [...names.filter(name => name !== TOTAL), ...names.filter(name => name === TOTAL)].map(name => {
    const range = context.achievable(name);
    const own = leaves.filter(({ score }) => score === name);
    const rises = neverFalls(name, context);
    const states = standings(own, range.now).flatMap(now =>
      standings(own, range.best)
        .filter(best => !rises || best.high >= now.low)
        .map(best => ({ now, best })),
    );
    return { name, states };
  });
}

/** The stretches of a range in which all tests hold alike. Scores are whole hundredths. */
function standings(leaves: readonly ScoreLeaf[], { low, high }: Range): readonly Range[] {
  const starts = leaves
    .flatMap(({ threshold }) => [threshold, threshold + 1])
    .filter(start => start > low && start <= high);
  const bounds = [low, ...[...new Set(starts)].sort((one, other) => one - other)];
  const answersAt = (score: number): string =>
    leaves.map(({ comparison, threshold }) => Number(COMPARISONS[comparison](score, threshold))).join('');
  const stretches: Range[] = [];
  for (const [index, start] of bounds.entries()) {
    const next = bounds[index + 1];
    const end = next === undefined ? high : next - 1;
    const before = stretches.at(-1);
    if (before !== undefined && answersAt(before.low) === answersAt(start)) {
      stretches.splice(-1, 1, { low: before.low, high: end });
    } else stretches.push({ low: start, high: end });
  }
  return stretches;
}

/** Whether a score at best is never below the score now: decay can keep more of a negative score at best. */
function neverFalls(name: string, { ground, achievable }: Context): boolean {
  return groupsOfScore(name, ground.rulebook).every(({ name: group, decay }) => {
    const { now, best } = achievable(group);
    return decay === undefined || (now.low >= 0 && best.low >= 0);
  });
}
