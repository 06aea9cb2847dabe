import { textRecord } from '../../../src/lists/json/json-rows.ts';
import { createBatchMemory } from '../../../src/records/batch-memory.ts';
import { createByteSink, sinkBytes } from '../../../src/records/byte-sink.ts';
import { createStruct, openKernel } from '../../../src/records/kernel.ts';
import { createScanner } from '../../../src/records/scanner.ts';
import { createRowWriter } from '../../../src/rows/row-writer.ts';
import { isBlank } from '../../../src/values/blank.ts';

export const DELIMITERS = [',', ';', '\t', ' ', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export interface Manner {
  readonly delimiter: Delimiter;
  readonly quote: string;
  readonly guard: boolean;
  /** What is blank in all columns but the second, beside what is by every rulebook. */
  readonly blank?: readonly string[];
}

const HEADER = ['a', 'b', 'c'];
const PLAN = [
  ...(['steps', 'stepCount', 'reasons', 'reasonCount'] as const),
  ...(['pieces', 'lineEnd', 'lineEndLength'] as const),
] as const;
const OUTPUT = ['at', 'end', 'record', 'why', 'starts', 'from', 'marks', 'kinds'] as const;
const NO_ROOM = 1;
const UNTOUCHED = 0xaa;

/** A list of three columns in the kernel's memory, marked there. */
export function markRows(text: Buffer, { delimiter, quote, guard, blank = [] }: Manner) {
  const between = delimiter.charCodeAt(0);
  const scanner = createScanner({ delimiter: between, quote: quote.charCodeAt(0), columns: HEADER.length });
  scanner.room(text.length).set(text);
  const batch = scanner.scan(text.length, true);
  const dialect = { encoding: 'utf-8', delimiter, quote, newline: '\n', bom: false } as const;
  const headerRecord = textRecord(HEADER, { delimiter });
  const list = { dialect, header: HEADER, headerRecord, format: 'delimited' } as const;
  const [own, none] = [new Set(blank), new Set<string>()];
  const { value: writer } = createRowWriter({
    ...{ list, block: ['x'], to: 'csv', guard },
    blank: { has: (cell, column) => isBlank(cell, column === 1 ? none : own), spellings: blank },
  });
  if (writer?.cellBytes === undefined) throw new Error('no row is plain');
  const kernel = openKernel();
  const memory = createBatchMemory(kernel);
  memory.take(batch);
  const kinds = kernel.allocate(256);
  kernel.bytes.set(writer.cellBytes, kinds);
  const marks = kernel.allocate(batch.count + 1);
  kernel.call.markSuspects(memory.address, kinds, marks);
  const records = Array.from({ length: batch.count }, (_, record) => record);

  /** The rows of records as the kernel writes them without an annotation, at first into so many bytes. */
  function writeByKernel(from: number, to: number, room: number): readonly string[] {
    const most = (batch.ends[batch.count - 1] ?? 0) * 2 + batch.count * 8 + 64;
    const [first, starts, lineEnd] = [kernel.allocate(most), kernel.allocate(to * 4), kernel.allocate(16)];
    kernel.bytes.fill(UNTOUCHED, first, first + most);
    kernel.bytes.write('\n', lineEnd);
    const plan = createStruct(kernel, PLAN);
    plan.set({ pieces: lineEnd, lineEnd: 0, lineEndLength: 1 });
    const output = createStruct(kernel, OUTPUT);
    output.set({ at: first, end: first + room, record: from, starts, from: first, marks, kinds });
    for (;;) {
      kernel.call.writeRows(memory.address, plan.address, to, output.address);
      const end = output.get('end');
      if (kernel.bytes.subarray(end, first + most).some(byte => byte !== UNTOUCHED)) {
        throw new Error('the kernel wrote where there is no room');
      }
      if (output.get('why') !== NO_ROOM) break;
      output.set({ end: end + 1 });
    }
    const ends = [...kernel.words.subarray(starts / 4 + from + 1, starts / 4 + to), output.get('at') - first];
    return ends.map((end, index) => {
      const start = kernel.words[starts / 4 + from + index] ?? 0;
      return kernel.bytes.toString('latin1', first + start, first + end);
    });
  }

  /** The row of a record as its writer writes it. */
  function writePlainly(record: number): string {
    const sink = createByteSink();
    writer?.writeRow(sink, { batch, record, block: Buffer.alloc(0) });
    return Buffer.from(sinkBytes(sink)).toString('latin1');
  }

  return {
    /** Of each record: 0 if it is written as it stands, 1 if the writer is to be asked, 2 if it is guarded. */
    marks: [...kernel.bytes.subarray(marks, marks + batch.count)],
    /** Which records the writer would not write as they stand. */
    refused: records.map(record => !writer.isPlain(batch, record)),
    writeByKernel,
    writePlainly,
  };
}
