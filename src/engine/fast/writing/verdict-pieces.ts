import { followUpDay } from '../../../judging/follow-up.ts';
import type { Kernel } from '../../../records/kernel.ts';
import { rowIssues } from '../../../records/record-batch.ts';
import { formatBy } from '../../../rows/annotation.ts';
import { type Annotator, createAnnotator } from '../../../rows/annotator.ts';
import type { RowWriter } from '../../../rows/row-writer.ts';
import type { Run } from '../../run.ts';
import { createRowPieces, type PiecesOfPart, type ReasonsOfPart, type RowPieces } from './row-pieces.ts';

/** What the rows of one list say, encoded as its writer does. */
export interface VerdictPieces {
  readonly annotator: Annotator;
  readonly pieces: RowPieces;
}

/** How each part of a verdict is said: the columns that it fills, and what it adds to the reasons. */
export function createVerdictPieces(kernel: Kernel, run: Run, writer: RowWriter): VerdictPieces {
  const { rulebook, asOf } = run.rules;
  const annotator = createAnnotator(writer, { rulebook, by: formatBy(rulebook, asOf) });
  const { grade } = run.judge.parts;

  const standing: PiecesOfPart = {
    name: 'standing',
    numbers: ({ shown }) => shown.address,
    count: ({ shown }) => shown.values.length,
    encode({ shown, standings }, number) {
      const own = shown.values[number];
      const part = standings.values[own?.standing ?? 0]?.part;
      const followUpBy = own?.followUpBy ?? (part?.followUp && followUpDay(part.followUp, { asOf }));
      return annotator.encodePart('standing', part ?? {}, { followUpBy });
    },
  };
  const criteria: PiecesOfPart = {
    name: 'criteria',
    numbers: answered => answered.criteria.address,
    count: parts => parts.criteria.values.length,
    encode: (parts, number) => annotator.encodePart('criteria', parts.criteria.values[number] ?? {}),
  };
  const total: PiecesOfPart = {
    name: 'total',
    numbers: ({ totals }) => totals.address,
    count: ({ totals }) => totals.values.length,
    encode: ({ totals }, number) => annotator.encodePart('total', totals.values[number] ?? {}),
  };
  const row: PiecesOfPart = {
    name: 'row',
    numbers: ({ rows }) => rows.address,
    count: ({ rows }) => rows.values.length,
    encode({ rows }, number) {
      const { invalid = [], flags = 0 } = rows.values[number] ?? {};
      return annotator.encodePart('row', { invalid }, { rowIssues: rowIssues(flags) });
    },
  };
  const groups = run.judge.parts.groups.map(
    (_, index): PiecesOfPart => ({
      name: index,
      numbers: answered => answered.groups[index]?.address ?? 0,
      count: parts => parts.groups[index]?.values.length ?? 0,
      encode(parts, number) {
        const points = parts.groups[index]?.values[number]?.points ?? 0;
        const own: number[] = [];
        own[index] = points;
        const graded = grade.group === index ? grade.gradeOf(points) : undefined;
        return annotator.encodePart(index, {
          groups: own,
          ...(graded === undefined ? {} : { grade: graded }),
        });
      },
    }),
  );
  const reasons: readonly ReasonsOfPart[] = [
    {
      numbers: ({ standings }) => standings.address,
      count: ({ standings }) => standings.values.length,
      encode: ({ standings }, number) =>
        annotator.encodeReasons(standings.values[number]?.part.reasons ?? []),
    },
    ...groups.map(
      ({ numbers, count }, index): ReasonsOfPart => ({
        numbers,
        count,
        encode: (parts, number) =>
          annotator.encodeReasons(parts.groups[index]?.values[number]?.reasons ?? []),
      }),
    ),
  ];
  const parts = [standing, criteria, total, row, ...groups];
  return {
    annotator,
    pieces: createRowPieces(kernel, { annotator, lineEnd: writer.lineEnd, parts, reasons }),
  };
}
