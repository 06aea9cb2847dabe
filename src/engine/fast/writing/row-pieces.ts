import { createStruct, createStructs, type Kernel } from '../../../records/kernel.ts';
import type { Annotator, ReasonsStep } from '../../../rows/annotator.ts';
import type { AnsweredBatch } from '../judging/answered-batch.ts';
import type { Parts } from '../judging/parts.ts';
import { createNumberedWords, createPieceMemory, type NumberedWords } from './piece-memory.ts';

/** The pieces that the rows of one list are put together from, in the kernel's memory. */
export interface RowPieces {
  /** Address of the kernel's `Plan`. */
  readonly address: number;
  /** Makes ready for the rows of a batch. */
  start(answered: AnsweredBatch, parts: Parts): void;
  /** Encodes what the annotation of a record of that batch has that is not encoded yet. */
  encode(record: number): void;
}

/** One part of a verdict by number: how its pieces are found and made. */
export interface PiecesOfPart {
  readonly name: 'standing' | 'criteria' | 'total' | 'row' | number;
  readonly numbers: (answered: AnsweredBatch) => number;
  /** Numbers in use. */
  readonly count: (parts: Parts) => number;
  readonly encode: (parts: Parts, number: number) => readonly Uint8Array[];
}

/** Reasons of one part by number. */
export interface ReasonsOfPart {
  readonly numbers: (answered: AnsweredBatch) => number;
  readonly count: (parts: Parts) => number;
  readonly encode: (parts: Parts, number: number) => ReturnType<Annotator['encodeReasons']>;
}

export interface RowPiecesOptions {
  readonly annotator: Annotator;
  readonly lineEnd: Uint8Array;
  readonly parts: readonly PiecesOfPart[];
  readonly reasons: readonly ReasonsOfPart[];
}

const PLAN = [
  ...(['steps', 'stepCount', 'reasons', 'reasonCount'] as const),
  ...(['pieces', 'lineEnd', 'lineEndLength'] as const),
] as const;
const STEP = [
  ...(['numbers', 'table', 'stride', 'position', 'open', 'openLength', 'openQuoted'] as const),
  ...(['openQuotedLength', 'close', 'closeLength', 'closeQuoted', 'closeQuotedLength'] as const),
  'isBetweenQuoted' as const,
] as const;
const REASONS = ['numbers', 'table'] as const;
/** Words of an entry: the address and length of a piece; of the reasons as the first and behind others, and quotes. */
const WORDS_OF_PIECE = 2;
const WORDS_OF_REASONS = 5;

export function createRowPieces(kernel: Kernel, options: RowPiecesOptions): RowPieces {
  const { annotator, lineEnd, parts, reasons } = options;
  const plan = createStruct(kernel, PLAN);
  const pieces = createPieceMemory(kernel, () => plan.set({ pieces: pieces.address() }));
  const strides = parts.map(({ name }) => annotator.steps.filter(isOf(name)).length);
  const tables = strides.map(stride => createNumberedWords(kernel, stride * WORDS_OF_PIECE));
  const reasonTables = reasons.map(() => createNumberedWords(kernel, WORDS_OF_REASONS));
  // The structures of a kind lie one after another, with nothing between them.
  const steps = createStructs(kernel, STEP, annotator.steps.length);
  const reasonStructs = createStructs(kernel, REASONS, reasons.length);
  let current: { readonly answered: AnsweredBatch; readonly parts: Parts } | undefined;
  let epoch: readonly [Parts, number] | undefined;

  for (const [index, step] of annotator.steps.entries()) {
    steps[index]?.set(step.kind === 'reasons' ? keepReasons(step) : { position: step.position });
  }
  const end = { lineEnd: pieces.add(lineEnd), lineEndLength: lineEnd.length };
  pieces.keep();
  plan.set({ ...end, steps: steps[0]?.address ?? 0, stepCount: steps.length, pieces: pieces.address() });
  plan.set({ reasons: reasonStructs[0]?.address ?? 0, reasonCount: reasons.length });

  function keepReasons({ open, openQuoted, close, closeQuoted, isBetweenQuoted }: ReasonsStep) {
    return {
      numbers: 0,
      ...{ open: pieces.add(open), openLength: open.length },
      ...{ openQuoted: pieces.add(openQuoted), openQuotedLength: openQuoted.length },
      ...{ close: pieces.add(close), closeLength: close.length },
      ...{ closeQuoted: pieces.add(closeQuoted), closeQuotedLength: closeQuoted.length },
      isBetweenQuoted: isBetweenQuoted ? 1 : 0,
    };
  }

  /** Tells the kernel where the numbers of this batch and the entries of its parts lie. */
  function place(answered: AnsweredBatch): void {
    for (const [index, step] of annotator.steps.entries()) {
      const part = parts.findIndex(({ name }) => isOf(name)(step));
      if (part === -1) continue;
      const numbers = parts[part]?.numbers(answered) ?? 0;
      steps[index]?.set({ numbers, table: tables[part]?.region.address ?? 0, stride: strides[part] ?? 0 });
    }
    for (const [index, { numbers }] of reasons.entries()) {
      const table = reasonTables[index]?.region.address ?? 0;
      reasonStructs[index]?.set({ numbers: numbers(answered), table });
    }
  }

  function numberAt(address: number, record: number): number {
    return kernel.words[address / 4 + record] ?? 0;
  }

  const keep = (piece: Uint8Array): readonly number[] => [pieces.add(piece), piece.length];

  return {
    address: plan.address,
    start(answered, all) {
      current = { answered, parts: all };
      if (epoch?.[0] !== all || epoch[1] !== all.epoch) {
        epoch = [all, all.epoch];
        pieces.clear();
        for (const table of [...tables, ...reasonTables]) table.clear();
      }
      for (const [index, part] of parts.entries()) tables[index]?.makeRoom(part.count(all));
      for (const [index, part] of reasons.entries()) reasonTables[index]?.makeRoom(part.count(all));
      place(answered);
    },
    encode(record) {
      if (current === undefined) return;
      const { answered, parts: all } = current;
      const encodeIn = (table: NumberedWords | undefined, at: number, make: (number: number) => number[]) => {
        const number = numberAt(at, record);
        if (table !== undefined && !table.isSet(number)) table.set(number, make(number));
      };
      for (const [index, { numbers, encode }] of parts.entries()) {
        if (strides[index] === 0) continue;
        encodeIn(tables[index], numbers(answered), number => encode(all, number).flatMap(keep));
      }
      for (const [index, { numbers, encode }] of reasons.entries()) {
        encodeIn(reasonTables[index], numbers(answered), number => {
          const { first, behind, needsQuotes } = encode(all, number);
          return [...keep(first), ...keep(behind), needsQuotes ? 1 : 0];
        });
      }
    },
  };
}

function isOf(name: PiecesOfPart['name']): (step: Annotator['steps'][number]) => boolean {
  return step => step.kind === 'piece' && step.part === name;
}
