import { isEmptyRow } from '../../records/below-gap.ts';
import { appendByte, type ByteSink, createByteSink } from '../../records/byte-sink.ts';
import { appendCell } from '../../records/cell-bytes.ts';
import { LF } from '../../records/line-breaks.ts';
import { type RecordBatch, type Reject, ROW_FLAGS } from '../../records/record-batch.ts';
import {
  batchOf,
  clearStore,
  createRecordStore,
  growCells,
  growRecords,
} from '../../records/record-store.ts';
import type { JsonCell } from './json-records.ts';

/** Turns records of JSON into rows of CSV bytes, in buffers that are used again for the next batch. */
export interface RowBuilder {
  /** Starts the next batch. */
  clear(): void;
  /** Adds a row and returns how many NUL characters were dropped from it; `flags` are those that it has already. */
  addRow(row: number, cells: readonly JsonCell[], flags?: number): number;
  addReject(reject: Reject): void;
  batch(): RecordBatch;
}

const DELIMITER = ',';
const COMMA = 0x2c;
const QUOTE = 0x22;
const NUL = '\0';

/** Half of a surrogate pair alone: no text in UTF-8 can hold it. */
const LONE_SURROGATE = /\p{Surrogate}/u;

interface Cell {
  text: string;
  plain: boolean;
  isSet: boolean;
}

export function createRowBuilder(columns: readonly string[]): RowBuilder {
  const positions = new Map(columns.map((column, index) => [column, index]));
  const store = createRecordStore();
  const sink = createByteSink();
  let plain = new Uint8Array(store.cellStarts.length);
  const rowCells: Cell[] = columns.map(() => ({ text: '', plain: false, isSet: false }));

  function addRow(row: number, cells: readonly JsonCell[], known = 0): number {
    for (const cell of rowCells) {
      cell.text = '';
      cell.plain = cell.isSet = false;
    }
    let nulBytes = 0;
    let flags = known;
    for (const { column, text, plain: isPlain } of cells) {
      const cell = rowCells[positions.get(column) ?? -1];
      if (cell === undefined) continue;
      // `{"a.b": 1, "a": {"b": 2}}` names one column twice.
      if (cell.isSet && cell.text !== text) flags |= ROW_FLAGS.key;
      cell.isSet = true;
      if (LONE_SURROGATE.test(text)) flags |= ROW_FLAGS.encoding;
      cell.text = text.includes(NUL) ? text.replaceAll(NUL, '') : text;
      cell.plain = isPlain;
      nulBytes += text.length - cell.text.length;
    }
    flags |= appendRow();
    endRow(row, nulBytes > 0 ? flags | ROW_FLAGS.nul : flags);
    return nulBytes;
  }

  function appendRow(): number {
    let flags = 0;
    for (const [column, cell] of rowCells.entries()) {
      if (column > 0) appendByte(sink, COMMA);
      const start = sink.length;
      const index = store.cells + column;
      if (index === store.cellStarts.length) {
        growCells(store);
        plain = grown(plain);
      }
      store.cellStarts[index] = start;
      plain[index] = cell.plain ? 1 : 0;
      appendCell(sink, cell.text, { delimiter: DELIMITER });
      if (sink.length > start && sink.buffer[start] === QUOTE) flags = ROW_FLAGS.quoted;
    }
    return flags;
  }

  function endRow(row: number, flags: number): void {
    const index = store.count++;
    if (index === store.ends.length) growRecords(store);
    store.cells += rowCells.length;
    store.row[index] = row;
    store.ends[index] = sink.length;
    appendByte(sink, LF);
    store.nexts[index] = sink.length;
    store.firstCell[index + 1] = store.cells;
    const own = { start: store.cellStarts[store.cells - rowCells.length] ?? sink.length, end: sink.length };
    const isEmpty = isEmptyRow(sink.buffer, own, { delimiter: COMMA, quote: QUOTE });
    store.flags[index] = isEmpty ? flags | ROW_FLAGS.empty : flags;
  }

  return {
    clear() {
      clearStore(store);
      sink.length = 0;
    },
    addRow,
    addReject: reject => store.rejects.push(reject),
    batch: () => batchOf(store, { bytes: sink.buffer, quote: QUOTE, plain }),
  };
}

/** A batch of one record that holds these texts, such as the header of a list that has none of its own. */
export function textRecord(
  texts: readonly string[],
  { delimiter }: { readonly delimiter: string },
): RecordBatch {
  const sink: ByteSink = createByteSink();
  const starts = texts.map((text, index) => {
    if (index > 0) appendByte(sink, delimiter.charCodeAt(0));
    const start = sink.length;
    appendCell(sink, text, { delimiter });
    return start;
  });
  const end = sink.length;
  return {
    bytes: sink.buffer,
    count: 1,
    row: Int32Array.of(0),
    firstCell: Int32Array.of(0, texts.length),
    cellStarts: Int32Array.from(starts),
    ends: Int32Array.of(end),
    nexts: Int32Array.of(end),
    flags: Uint8Array.of(ROW_FLAGS.quoted),
    quote: QUOTE,
    rejects: [],
  };
}

function grown(array: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(array.length * 2);
  larger.set(array);
  return larger;
}
