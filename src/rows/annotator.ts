import type { Rulebook } from '../model/rulebook.ts';
import type { Reason, Verdict } from '../model/verdict.ts';
import type { RowWriter } from './annotated-row.ts';
import {
  type AnnotationContext,
  type AnnotationPart,
  annotate,
  annotateEmpty,
  BETWEEN,
  columnsOf,
  formatReasons,
} from './annotation.ts';
import { PART_END } from './output-columns.ts';
// Annotations differ in nearly every row, but their parts do not: each part is encoded once and copied from then on.

/** What a part of a verdict adds to the reasons: as the first that does, and behind others. */
export interface ReasonPieces {
  readonly first: Uint8Array;
  readonly behind: Uint8Array;
  readonly needsQuotes: boolean;
}

/** How an annotation is put together, one step after another. */
export type AnnotationStep =
  /** The piece at this position of those that `encodePart` makes of the part. */
  | { readonly kind: 'piece'; readonly part: Exclude<AnnotationPart, 'reasons'>; readonly position: number }
  | ReasonsStep;

/** The cell of the reasons: those of all parts, and what stands around them, bare and in quotes. */
export interface ReasonsStep {
  readonly kind: 'reasons';
  readonly open: Uint8Array;
  readonly openQuoted: Uint8Array;
  readonly closeQuoted: Uint8Array;
  readonly close: Uint8Array;
  /** Whether what stands between two reasons asks for quotes. */
  readonly isBetweenQuoted: boolean;
}

/** Encodes annotations part by part. */
export interface Annotator {
  readonly steps: readonly AnnotationStep[];
  /** Encodes the columns of a part, a piece for each run of them; `says` has what they ask of the verdict. */
  encodePart(
    part: Exclude<AnnotationPart, 'reasons'>,
    says: Partial<Verdict>,
    row?: Partial<AnnotationContext>,
  ): readonly Uint8Array[];
  encodeReasons(reasons: readonly Reason[]): ReasonPieces;
  /** What is said of a row that is no lead. */
  encodeEmpty(issues: readonly string[]): Uint8Array;
  /** What is said of a duplicate in the place of its verdict. */
  encodeDuplicate(
    duplicate: Pick<Verdict, 'invalid'> & Required<Pick<AnnotationContext, 'duplicateOf' | 'rowIssues'>>,
  ): Uint8Array;
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
const NOTHING = new Uint8Array(0);

export function createAnnotator(
  writer: RowWriter,
  { rulebook, by }: { readonly rulebook: Rulebook; readonly by: string },
): Annotator {
  const columns = columnsOf(rulebook);
  const runs = planRuns(writer.blockParts, column => columns[column]?.part ?? 'row');
  const reasonsColumn = runs.find(({ part }) => part === 'reasons')?.columns[0];
  const cell = reasonsColumn === undefined ? undefined : writer.encodeList(reasonsColumn, BETWEEN);
  return {
    steps: runs.map(run => compileStep(run, { runs, writer })),
    encodePart(part, says, row = {}) {
      const context = { rulebook, by, rowIssues: [], ...row };
      const verdict = { ...NOTHING_SAID, ...says };
      const textOf = (column: number): string => columns[column]?.cell(verdict, context) ?? '';
      return runs
        .filter(run => run.part === part)
        .map(run => startRun(run, writer.encodeCells(run.columns, textOf)));
    },
    encodeReasons(reasons) {
      const text = formatReasons(reasons);
      const first = text === '' || cell === undefined ? NOTHING : cell.encode(text);
      const behind = first.length === 0 ? NOTHING : Buffer.concat([cell?.between ?? NOTHING, first]);
      return { first, behind, needsQuotes: cell?.needsQuotes(text) ?? false };
    },
    encodeEmpty: issues => writer.encodeBlock(annotateEmpty(rulebook, issues)),
    encodeDuplicate: ({ invalid, ...row }) =>
      writer.encodeBlock(annotate({ ...NOTHING_SAID, invalid }, { rulebook, by, ...row })),
  };
}

function compileStep(
  run: Run,
  { runs, writer }: { readonly runs: readonly Run[]; readonly writer: RowWriter },
): AnnotationStep {
  const { part, columns } = run;
  if (part !== 'reasons') {
    const own = runs.filter(other => other.part === part);
    return { kind: 'piece', part, position: own.indexOf(run) };
  }
  const { open, close, isBetweenQuoted } = writer.encodeList(columns[0] ?? 0, BETWEEN);
  return {
    kind: 'reasons',
    open: startRun(run, open(false)),
    openQuoted: startRun(run, open(true)),
    close: close(false),
    closeQuoted: close(true),
    isBetweenQuoted,
  };
}

/** Own columns before a run end another part of the block. */
function startRun({ isAfterOwn }: Run, bytes: Uint8Array): Uint8Array {
  return isAfterOwn ? Buffer.concat([Uint8Array.of(PART_END), bytes]) : bytes;
}

/** Columns of the annotation that follow one another and are filled by the same part of a verdict. */
interface Run {
  readonly part: AnnotationPart;
  readonly columns: readonly number[];
  /** Whether own columns of the list come before it. */
  readonly isAfterOwn: boolean;
}

/** Cuts the annotation into runs. Reasons, which several parts fill, are a run of one column. */
function planRuns(
  blockParts: readonly (readonly number[])[],
  partOf: (column: number) => AnnotationPart,
): readonly Run[] {
  const runs: (Run & { columns: number[] })[] = [];
  for (const [index, blockPart] of blockParts.entries()) {
    for (const [position, column] of blockPart.entries()) {
      const part = partOf(column);
      const last = runs.at(-1);
      if (position > 0 && last?.part === part && part !== 'reasons') last.columns.push(column);
      else runs.push({ part, columns: [column], isAfterOwn: index > 0 && position === 0 });
    }
  }
  return runs;
}
