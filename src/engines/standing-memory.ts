import { worldsOf } from '../evaluation/score-part.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { ReadCells } from './lead-reader.ts';
import { answersOf, columnsOf, type PartContext, placeAmong } from './part-memory.ts';
import type {
  RememberedCriteria,
  RememberedScore,
  RememberedStanding,
  RememberedTotal,
} from './remembered-parts.ts';
import { createVectorMemory } from './vector-memory.ts';

/** What a standing is recalled by. */
export interface StandingOf {
  readonly criteria: RememberedCriteria;
  readonly groups: readonly RememberedScore[];
  readonly suppressed: boolean;
}

/**
 * Makes the function that gives the standing of a lead: judged once for each vector of what `StandingJudge` says that it
 * depends on.
 */
export function rememberStanding(
  { parts, fields, tally }: PartContext,
  rulebook: Rulebook,
): (cells: ReadCells, of: StandingOf) => RememberedStanding {
  const { standing } = parts;
  const tested = columnsOf(fields, standing.fields);
  const thresholds = Float64Array.from(standing.thresholds.total);
  const ends = thresholds.length === 0 ? 0 : worldsOf(rulebook).length * 2;
  const width = 2 + parts.groups.length + ends + tested.length;
  const memory = createVectorMemory<RememberedStanding>(width, tally.forgetVerdicts);

  function fill(cells: ReadCells, { criteria, groups, suppressed }: StandingOf): void {
    const { vector } = memory;
    let at = 0;
    vector[at++] = suppressed ? 1 : 0;
    vector[at++] = criteria.number;
    for (let group = 0; group < groups.length; group++) {
      vector[at++] = (groups[group] as RememberedScore).number;
    }
    for (let end = 0; end < ends; end++) {
      let sum = 0;
      for (let group = 0; group < groups.length; group++) {
        sum += (groups[group] as RememberedScore).ends[end] as number;
      }
      vector[at++] = placeAmong(sum, thresholds);
    }
    for (let index = 0; index < tested.length; index++) {
      vector[at++] = (cells[tested[index] as number] as ReadCells[number]).answerClass;
    }
  }

  return (cells, of) => {
    fill(cells, of);
    const known = memory.find();
    if (known !== undefined) return known;
    const part = standing.judge({
      answers: answersOf(fields, cells),
      criteria: of.criteria.part,
      groups: of.groups.map(({ part: scored }) => scored),
      suppressed: of.suppressed,
    });
    const isFollowedFrom = part.followUp?.from !== undefined;
    const fresh = { part, slot: tally.verdictSlot(part), pieces: [], reasons: [], isFollowedFrom };
    memory.add(fresh);
    return fresh;
  };
}

/** Totals held at once. */
const MOST_TOTALS = 1 << 14;

/** Makes the function that gives the total of a lead's groups, with its grade if it is the total that is graded. */
export function rememberTotal({
  parts,
  tally,
}: PartContext): (groups: readonly RememberedScore[]) => RememberedTotal {
  const totals = new Map<number, RememberedTotal>();
  const { group: graded, gradeOf } = parts.grade;
  return groups => {
    let score = 0;
    for (let group = 0; group < groups.length; group++) {
      score += (groups[group] as RememberedScore).part.points;
    }
    const known = totals.get(score);
    if (known !== undefined) return known;
    if (totals.size === MOST_TOTALS) {
      totals.clear();
      tally.forgetVerdicts();
    }
    const grade = graded === undefined ? gradeOf(score) : undefined;
    const part = grade === undefined ? { score } : { score, grade };
    const fresh = { part, slot: tally.partSlot({ score }), pieces: [], reasons: [] };
    totals.set(score, fresh);
    return fresh;
  };
}
