// Annotations differ in nearly every row, but their parts do not: each part is encoded once and copied from then on.
import type { Rulebook } from '../model/rulebook.ts';
import type { Reason, Verdict } from '../model/verdict.ts';
import type { ListCell, RowWriter } from './annotated-row.ts';
import {
  type AnnotationContext,
  type AnnotationPart,
  annotate,
  BETWEEN,
  columnsOf,
  formatReasons,
} from './annotation.ts';
import { planRuns, type Run } from './annotation-runs.ts';
import type { ByteSink } from './byte-sink.ts';
import { PART_END } from './output-columns.ts';
import {
  addPiece,
  appendPiece,
  createPieceStore,
  type Piece,
  type PieceStore,
  reservePieces,
  trimStore,
} from './pieces.ts';

/** What a part of a verdict says in the columns that it alone fills. */
export interface PartPieces {
  readonly epoch: number;
  /** One for each run of such columns. */
  readonly pieces: readonly Piece[];
  /** Bytes in all. */
  readonly size: number;
}

/** What a part of a verdict adds to the reasons: as the first that does, and behind others. */
export interface ReasonPieces {
  readonly epoch: number;
  readonly first: Piece;
  readonly behind: Piece;
  readonly needsQuotes: boolean;
}

/** The parts of one row's annotation, to be filled anew for each row. */
export interface AnnotationPieces {
  /** By `partNumber`. */
  readonly parts: PartPieces[];
  /** Of the standing, and of each group. */
  readonly reasons: ReasonPieces[];
}

/** Writes annotations part by part. */
export interface Annotator {
  /** Pieces of another epoch are gone. */
  epoch(): number;
  /** Lets go of pieces if there are too many; to be called when none is in use. */
  trim(): void;
  /** Encodes the columns of a part; `says` has what they ask of the verdict. */
  encodePart(part: AnnotationPart, says: Partial<Verdict>, row?: Partial<AnnotationContext>): PartPieces;
  encodeReasons(reasons: readonly Reason[]): ReasonPieces;
  append(sink: ByteSink, pieces: AnnotationPieces): void;
  /** What is said of a duplicate in the place of its verdict. */
  encodeDuplicate(
    duplicate: Pick<Verdict, 'invalid'> & Required<Pick<AnnotationContext, 'duplicateOf' | 'rowIssues'>>,
  ): Uint8Array;
}

const NUMBERS = { standing: 0, criteria: 1, total: 2, row: 3 } as const;

/** Where a part stands in `AnnotationPieces.parts`. */
export function partNumber(part: Exclude<AnnotationPart, 'reasons'>): number {
  return typeof part === 'number' ? part + 4 : NUMBERS[part];
}

const NOTHING_SAID: Verdict = {
  stage: '',
  standing: 'lead',
  stageIndex: -1,
  suppressed: false,
  decidedBy: [],
  criteria: [],
  frameworks: [],
  unknown: [],
  score: 0,
  groups: [],
  rulesMet: [],
  reasons: [],
  invalid: [],
};

/** A run ready to be appended: a piece of a part, or the cell of the reasons. */
type Step =
  | { readonly kind: 'piece'; readonly part: number; readonly position: number }
  | { readonly kind: 'reasons'; readonly cell: ReasonsCell };

/** The two forms of what stands around the reasons: bare and in quotes. */
interface ReasonsCell {
  readonly open: readonly [Piece, Piece];
  readonly close: readonly [Piece, Piece];
  readonly isBetweenQuoted: boolean;
}

export function createAnnotator(
  writer: RowWriter,
  { rulebook, by }: { readonly rulebook: Rulebook; readonly by: string },
): Annotator {
  const columns = columnsOf(rulebook);
  const runs = planRuns(writer.blockParts, column => columns[column]?.part ?? 'row');
  const store = createPieceStore();
  /** Pieces that every row needs have a store of their own, which is never emptied. */
  const fixed = createPieceStore();
  const steps = runs.map(run => compileStep(run, { runs, writer, fixed }));
  const reasonsSteps = steps.filter(({ kind }) => kind === 'reasons').length;
  const reasonsRun = runs.find(({ part }) => part === 'reasons');
  const cell: ListCell | undefined = reasonsRun && writer.encodeList(reasonsRun.columns[0] ?? 0, BETWEEN);

  function appendReasons(
    sink: ByteSink,
    { open, close, isBetweenQuoted }: ReasonsCell,
    reasons: readonly ReasonPieces[],
  ) {
    let filled = 0;
    let quoted: 0 | 1 = 0;
    for (let index = 0; index < reasons.length; index++) {
      const { first, needsQuotes } = reasons[index] as ReasonPieces;
      if (first.length === 0) continue;
      filled++;
      if (needsQuotes || (isBetweenQuoted && filled > 1)) quoted = 1;
    }
    appendPiece(sink, fixed, open[quoted]);
    let isFirst = true;
    for (let index = 0; index < reasons.length; index++) {
      const { first, behind } = reasons[index] as ReasonPieces;
      if (first.length === 0) continue;
      appendPiece(sink, store, isFirst ? first : behind);
      isFirst = false;
    }
    appendPiece(sink, fixed, close[quoted]);
  }

  return {
    epoch: () => store.epoch,
    trim: () => trimStore(store),
    encodePart(part, says, row = {}) {
      const context = { rulebook, by, rowIssues: [], ...row };
      const verdict = { ...NOTHING_SAID, ...says };
      const textOf = (column: number): string => columns[column]?.cell(verdict, context) ?? '';
      const pieces = runs
        .filter(run => run.part === part)
        .map(run => addPiece(store, startRun(run, writer.encodeCells(run.columns, textOf))));
      return { epoch: store.epoch, pieces, size: pieces.reduce((sum, { length }) => sum + length, 0) };
    },
    encodeReasons(reasons) {
      const text = formatReasons(reasons);
      const bytes = text === '' || cell === undefined ? NOTHING : cell.encode(text);
      const behind = bytes.length === 0 ? NOTHING : Buffer.concat([cell?.between ?? NOTHING, bytes]);
      return {
        epoch: store.epoch,
        first: addPiece(store, bytes),
        behind: addPiece(store, behind),
        needsQuotes: cell?.needsQuotes(text) ?? false,
      };
    },
    append(sink, { parts, reasons }) {
      let size = fixed.length;
      for (let index = 0; index < parts.length; index++) size += (parts[index] as PartPieces).size;
      for (let index = 0; index < reasons.length; index++) {
        size += (reasons[index] as ReasonPieces).behind.length * reasonsSteps;
      }
      reservePieces(sink, size);
      for (let index = 0; index < steps.length; index++) {
        const step = steps[index] as Step;
        if (step.kind === 'reasons') appendReasons(sink, step.cell, reasons);
        else {
          const { pieces } = parts[step.part] as PartPieces;
          appendPiece(sink, store, pieces[step.position] as Piece);
        }
      }
    },
    encodeDuplicate: ({ invalid, ...row }) =>
      writer.encodeBlock(annotate({ ...NOTHING_SAID, invalid }, { rulebook, by, ...row })),
  };
}

const NOTHING = new Uint8Array(0);

function compileStep(
  run: Run,
  {
    runs,
    writer,
    fixed,
  }: { readonly runs: readonly Run[]; readonly writer: RowWriter; readonly fixed: PieceStore },
): Step {
  const { part, columns } = run;
  if (part !== 'reasons') {
    const own = runs.filter(other => other.part === part);
    return { kind: 'piece', part: partNumber(part), position: own.indexOf(run) };
  }
  const { open, close, isBetweenQuoted } = writer.encodeList(columns[0] ?? 0, BETWEEN);
  const keep = (bytes: Uint8Array): Piece => addPiece(fixed, bytes);
  const openPieces = [keep(startRun(run, open(false))), keep(startRun(run, open(true)))] as const;
  const closePieces = [keep(close(false)), keep(close(true))] as const;
  return { kind: 'reasons', cell: { open: openPieces, close: closePieces, isBetweenQuoted } };
}

/** Own columns before a run end another part of the block. */
function startRun({ isAfterOwn }: Run, bytes: Uint8Array): Uint8Array {
  return isAfterOwn ? Buffer.concat([Uint8Array.of(PART_END), bytes]) : bytes;
}
