import { compileGroupName } from '../costs/tally/group-name.ts';
import { OUTSIDE, UNDATED } from '../costs/tally/period.ts';
import { startTally } from '../costs/tally/tally.ts';
import type { Field } from '../model/rulebook.ts';
import type { Tally } from '../model/tally.ts';
import { createByteSink, sinkBytes } from '../records/byte-sink.ts';
import { emptyRecords, isEmpty, type RecordBatch, ROW_FLAGS, rowIssues } from '../records/record-batch.ts';
import { annotate, annotateEmpty, formatBy } from '../rows/annotation.ts';
import type { RowWriter } from '../rows/row-writer.ts';
import { compileEvidence } from '../values/evidence.ts';
import { askedBeside, SOURCE } from './asked-fields.ts';
import { COUNTERS, countReadings, type ListReading } from './fast/reading/locale-doubt.ts';
import { openSinks } from './fast/writing/list-sinks.ts';
import type { ListOutput } from './fast/writing/outputs.ts';
import type { JudgingRules, ListPlan } from './job.ts';
import { compileLeads, type FieldCell, type LeadCells, type PlainRow, startPlainJudge } from './plain.ts';

/** Lists judged, written and counted by the plain engine, in their order. */
export interface PlainRun {
  openList(list: PlainList): PlainLane;
  /** All that has been counted. */
  finish(): Tally;
  /** What is to be warned of. */
  warnings(): readonly string[];
}

export interface PlainList {
  /** Index of the list in the run. */
  readonly index: number;
  readonly plan: ListPlan;
  readonly writer: RowWriter;
  readonly output: ListOutput;
}

/** One list on its way. */
export interface PlainLane {
  /** Judges, writes and counts the rows of a batch. */
  qualify(batch: RecordBatch): void;
  /** How the list was read. */
  readings(): ListReading;
}

const DUPLICATE_STAGE = 'duplicate';

/** Starts a run. Memory grows with the values of the dedupe keys. */
export function startPlainRun(rules: JudgingRules): PlainRun {
  const { rulebook, asOf, by } = rules;
  const tally = startTally({ rulebook, grouped: by !== undefined });
  const engine = startPlainJudge(rules);
  const { read, keys } = askedBeside(rules);
  const asked = new Set([...engine.fields, ...read, ...keys.map(({ field }) => field)]);
  const fields = rulebook.fields.filter(({ name }) => asked.has(name));
  const stamp = formatBy(rulebook, asOf);
  const { blankAlso } = rulebook;
  const names = new Map(fields.map(field => [field.name, compileGroupName(field)]));

  /** What a lead is counted under by a field. */
  function nameOf(lead: LeadCells, field: string) {
    const { cell, reading } = lead(field);
    return names.get(field)?.({ text: cell.text, plain: false }, reading) ?? { key: '', shown: '' };
  }

  function count(
    lead: LeadCells,
    row: PlainRow,
    place: { readonly list: number; readonly row: number },
  ): void {
    tally.add({
      ...place,
      source: tally.sourceSlot(nameOf(lead, SOURCE)),
      group: by === undefined ? 0 : tally.groupSlot(nameOf(lead, by)),
      verdict: row.duplicateOf === undefined ? tally.verdictSlot(row.verdict) : undefined,
      inside: row.inside !== OUTSIDE,
      undated: row.inside === UNDATED,
    });
  }

  function countLookUps({ lookedUp }: PlainRow): void {
    const counts = lookedUp.flatMap(answer => [answer === 'unknown' ? 0 : 1, answer === 'met' ? 1 : 0]);
    tally.lookUp(Float64Array.from(counts));
  }

  return {
    openList({ index, plan, writer, output }) {
      const leadOf = compileLeads(rulebook, plan);
      const has = (name: string) => plan.columns.has(name);
      const readings = countReadings(fields, { list: plan.name, notation: plan, has });
      const { locale, dates } = plan;
      const evidence = new Map<string, ReturnType<typeof compileEvidence>>();
      const emptyBlock = writer.encodeBlock(annotateEmpty(rulebook, rowIssues(ROW_FLAGS.empty)));
      const sinks = openSinks(output, writer.header);

      function showOf(field: Field, { column, cell, reading }: FieldCell): number {
        const places = field.type === 'number' ? (plan.places.get(column ?? -1) ?? 0) : 0;
        const key = `${places} ${field.name}`;
        const show = evidence.get(key) ?? compileEvidence(field, { locale, dates, places, blankAlso });
        evidence.set(key, show);
        return show(cell, reading);
      }

      function countCells(lead: LeadCells): void {
        for (const [at, field] of fields.entries()) {
          const counter = at * COUNTERS + showOf(field, lead(field.name));
          readings.counts[counter] = (readings.counts[counter] ?? 0) + 1;
        }
      }

      function encode(row: PlainRow, flags: number): Uint8Array {
        const { verdict, ...beside } = row;
        const said = { ...beside, rulebook, by: stamp, rowIssues: rowIssues(flags) };
        return writer.encodeBlock(annotate(verdict, said));
      }

      return {
        qualify(batch) {
          const sink = createByteSink();
          const stages = new Map<string, Uint8Array[]>();
          // A batch without leads counts for each list, too.
          tally.lookUp(new Float64Array((rules.suppression?.lists.length ?? 0) * 2));
          for (let record = 0; record < batch.count; record++) {
            if (isEmpty(batch, record)) {
              writer.writeRow(sink, { batch, record, block: emptyBlock });
              continue;
            }
            const lead = leadOf(batch, record);
            const row = batch.row[record] ?? 0;
            const judged = engine.judge(lead, { list: plan.name, row });
            const start = sink.length;
            writer.writeRow(sink, { batch, record, block: encode(judged, batch.flags[record] ?? 0) });
            count(lead, judged, { list: index, row });
            countLookUps(judged);
            countCells(lead);
            if (output.stage === undefined) continue;
            const stage = judged.duplicateOf === undefined ? judged.verdict.stage : DUPLICATE_STAGE;
            const own = stages.get(stage) ?? [];
            stages.set(stage, own);
            own.push(Uint8Array.from(sinkBytes(sink).subarray(start)));
          }
          tally.passOver(emptyRecords(batch).length);
          tally.reject(batch.rejects.length);
          output.reject(batch.rejects);
          const byStage = [...stages].map(([stage, rows]) => [stage, Buffer.concat(rows)] as const);
          sinks.write({ annotated: sinkBytes(sink), stages: byStage });
        },
        readings: readings.finish,
      };
    },
    finish: tally.finish,
    warnings: engine.warnings,
  };
}
