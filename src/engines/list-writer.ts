import { followUpDay } from '../evaluation/follow-up.ts';
import { type AnnotationContext, annotate, formatBy } from '../leads/annotation.ts';
import { type ByteSink, createByteSink, sinkBytes } from '../leads/byte-sink.ts';
import { type RecordBatch, rowIssues } from '../leads/record-batch.ts';
import type { RowWriter } from '../leads/row-writer.ts';
import type { Day } from '../model/lead.ts';
import type { Verdict } from '../model/verdict.ts';
import { compileReference, type ReadLead } from './lead-reader.ts';
import type { ListOutput, Sink } from './outputs.ts';
import type { Run } from './run.ts';
import type { RememberedVerdict } from './verdict-memory.ts';

/** One row that is ready to be written. */
export interface JudgedRow {
  readonly batch: RecordBatch;
  readonly record: number;
  readonly lead: ReadLead;
  readonly remembered: RememberedVerdict;
  /** `list:row` of the earlier lead that this one repeats. */
  readonly duplicateOf: string | undefined;
}

export interface ListWriter {
  write(row: JudgedRow): void;
  /** Hands what was written to the files; to be called at the end of every batch. */
  flush(): void;
}

/** A destination with the bytes on their way to it. */
interface Channel {
  readonly sink: Sink;
  readonly bytes: ByteSink;
}

export interface ListWriterOptions {
  /** Index of the list in the run. */
  readonly list: number;
  readonly writer: RowWriter;
  readonly output: ListOutput;
}

const DUPLICATE_STAGE = 'duplicate';

/** Writes the rows of one list with their annotations. */
export function createListWriter(run: Run, { list, writer, output }: ListWriterOptions): ListWriter {
  const channels = new Map<string, Channel>();
  const open = (key: string, sink: Sink): Channel => {
    const channel = { sink, bytes: createByteSink() };
    sink.write(writer.header);
    channels.set(key, channel);
    return channel;
  };
  const annotated = open('', output.annotated);
  const blockOf = compileBlock(run, { list, writer });
  return {
    write(row) {
      const { batch, record } = row;
      const block = blockOf(row);
      writer.writeRow(annotated.bytes, { batch, record, block });
      if (output.stage === undefined) return;
      const stage = row.duplicateOf === undefined ? row.remembered.verdict.stage : DUPLICATE_STAGE;
      const split = channels.get(stage) ?? open(stage, output.stage(stage));
      writer.writeRow(split.bytes, { batch, record, block });
    },
    flush() {
      for (const { sink, bytes } of channels.values()) {
        sink.write(sinkBytes(bytes));
        bytes.length = 0;
      }
    },
  };
}

/** The annotation of a row: remembered with its verdict, but for what differs row by row. */
function compileBlock(
  run: Run,
  { list, writer }: Pick<ListWriterOptions, 'list' | 'writer'>,
): (row: JudgedRow) => Uint8Array {
  const { rulebook, asOf } = run.job;
  const by = formatBy(rulebook, asOf);
  const followUp = compileFollowUp(run);
  const encode = (verdict: Verdict, row: Omit<AnnotationContext, 'rulebook' | 'by'>) =>
    writer.encodeBlock(annotate(verdict, { rulebook, by, ...row }));
  return ({ batch, record, lead, remembered, duplicateOf }) => {
    const { verdict, blocks } = remembered;
    const issues = rowIssues(batch.flags[record] ?? 0);
    const isOwn = duplicateOf !== undefined || issues.length > 0 || verdict.followUp?.from !== undefined;
    const known = isOwn ? undefined : blocks[list];
    if (known !== undefined) return known;
    const block = encode(verdict, { followUpBy: followUp(verdict, lead), duplicateOf, rowIssues: issues });
    if (!isOwn) blocks[list] = block;
    return block;
  };
}

function compileFollowUp({ job, fields }: Run): (verdict: Verdict, lead: ReadLead) => Day | undefined {
  const names = job.rulebook.stages.flatMap(({ followUp }) => followUp?.from ?? []);
  const dates = new Map(names.map(field => [field, compileReference(fields, { field })]));
  return ({ followUp }, lead) => {
    if (followUp === undefined) return undefined;
    return followUpDay(followUp, { asOf: job.asOf, from: dates.get(followUp.from ?? '')?.(lead) });
  };
}
