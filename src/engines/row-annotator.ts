import { followUpDay } from '../evaluation/follow-up.ts';
import { formatBy } from '../leads/annotation.ts';
import {
  type Annotator,
  createAnnotator,
  type PartPieces,
  partNumber,
  type ReasonPieces,
} from '../leads/annotator.ts';
import type { ByteSink } from '../leads/byte-sink.ts';
import { ROW_FLAGS, rowIssues } from '../leads/record-batch.ts';
import type { RowWriter } from '../leads/row-writer.ts';
import type { Day } from '../model/lead.ts';
import type { AnsweredBatch } from './answered-batch.ts';
import type {
  RememberedCriteria,
  RememberedPart,
  RememberedScore,
  RememberedStanding,
  RememberedTotal,
} from './remembered-parts.ts';
import type { Run } from './run.ts';

/** Annotates the rows of one list by the parts of their verdicts, each of which is encoded once. */
export interface RowAnnotator {
  readonly annotator: Annotator;
  /** Appends the annotation of a record that is no duplicate. */
  append(sink: ByteSink, answered: AnsweredBatch, record: number): void;
}

export interface RowAnnotatorOptions {
  /** Index of the list in the run. */
  readonly index: number;
  readonly writer: RowWriter;
}

const CRITERIA = partNumber('criteria');
const STANDING = partNumber('standing');
const TOTAL = partNumber('total');
const ROW = partNumber('row');
const GROUPS = partNumber(0);

export function createRowAnnotator(run: Run, { index, writer }: RowAnnotatorOptions): RowAnnotator {
  const { rulebook, asOf } = run.rules;
  const annotator = createAnnotator(writer, { rulebook, by: formatBy(rulebook, asOf) });
  const { grade } = run.judge.parts;
  const piecesOfStanding = compileStanding(run, { index, annotator });
  const piecesOfRow = compileRow(annotator);
  const parts: PartPieces[] = [];
  const reasons: ReasonPieces[] = [];
  const pieces = { parts, reasons };

  function piecesOf(part: 'criteria' | 'total', remembered: RememberedPart<object>): PartPieces {
    const known = remembered.pieces[index];
    if (known !== undefined && known.epoch === annotator.epoch()) return known;
    const fresh = annotator.encodePart(part, remembered.part);
    remembered.pieces[index] = fresh;
    return fresh;
  }

  function piecesOfGroup({ part, pieces: own }: RememberedScore, group: number): PartPieces {
    const known = own[index];
    if (known !== undefined && known.epoch === annotator.epoch()) return known;
    const groups: number[] = [];
    groups[group] = part.points;
    const graded = grade.group === group ? grade.gradeOf(part.points) : undefined;
    const fresh = annotator.encodePart(group, { groups, ...(graded === undefined ? {} : { grade: graded }) });
    own[index] = fresh;
    return fresh;
  }

  function reasonsOf({ part, reasons: known }: RememberedScore | RememberedStanding): ReasonPieces {
    const remembered = known[index];
    if (remembered !== undefined && remembered.epoch === annotator.epoch()) return remembered;
    const fresh = annotator.encodeReasons(part.reasons);
    known[index] = fresh;
    return fresh;
  }

  return {
    annotator,
    append(sink, { batch, standings, criteria, totals, scores, invalid, followUpBy }, record) {
      const standing = standings[record] as RememberedStanding;
      parts[STANDING] = piecesOfStanding(standing, followUpBy[record]);
      parts[CRITERIA] = piecesOf('criteria', criteria[record] as RememberedCriteria);
      parts[TOTAL] = piecesOf('total', totals[record] as RememberedTotal);
      parts[ROW] = piecesOfRow(invalid[record] ?? [], batch.flags[record] as number);
      reasons[0] = reasonsOf(standing);
      for (let group = 0; group < scores.length; group++) {
        const scored = (scores[group] as RememberedScore[])[record] as RememberedScore;
        parts[GROUPS + group] = piecesOfGroup(scored, group);
        reasons[group + 1] = reasonsOf(scored);
      }
      annotator.append(sink, pieces);
    },
  };
}

/** The pieces of a standing: with a day of its own where the follow-up is counted from a date of the lead. */
function compileStanding(
  { rules: { asOf } }: Run,
  { index, annotator }: { readonly index: number; readonly annotator: Annotator },
): (standing: RememberedStanding, followUpBy: Day | undefined) => PartPieces {
  const byDay = new WeakMap<RememberedStanding, Map<Day, PartPieces>>();
  return (standing, ownDay) => {
    const { part, pieces } = standing;
    const days = ownDay === undefined ? undefined : (byDay.get(standing) ?? new Map<Day, PartPieces>());
    const known = ownDay === undefined ? pieces[index] : days?.get(ownDay);
    if (known !== undefined && known.epoch === annotator.epoch()) return known;
    const followUpBy = ownDay ?? (part.followUp && followUpDay(part.followUp, { asOf }));
    const fresh = annotator.encodePart('standing', part, { followUpBy });
    if (ownDay === undefined || days === undefined) pieces[index] = fresh;
    else byDay.set(standing, days.set(ownDay, fresh));
    return fresh;
  };
}

const ISSUES = ~ROW_FLAGS.quoted;

/** The pieces of what differs row by row: one for rows without anything to say of, others by what there is. */
function compileRow(annotator: Annotator): (invalid: readonly string[], flags: number) => PartPieces {
  const rows = new Map<string, PartPieces>();
  let plain: PartPieces | undefined;
  return (invalid, flags) => {
    const isPlain = invalid.length === 0 && (flags & ISSUES) === 0;
    const key = isPlain ? '' : `${flags & ISSUES} ${invalid.join(' ')}`;
    const known = isPlain ? plain : rows.get(key);
    if (known !== undefined && known.epoch === annotator.epoch()) return known;
    const fresh = annotator.encodePart('row', { invalid }, { rowIssues: rowIssues(flags) });
    if (isPlain) plain = fresh;
    else rows.set(key, fresh);
    return fresh;
  };
}
