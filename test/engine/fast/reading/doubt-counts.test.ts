import { expect, it } from 'vitest';
import { compileDoubtCount } from '../../../../src/engine/fast/reading/doubt-counts.ts';
import { chooseFields, createLeadReader } from '../../../../src/engine/fast/reading/lead-reader.ts';
import { countReadings } from '../../../../src/engine/fast/reading/locale-doubt.ts';
import { compileRulebook } from '../../../../src/judging/judge.ts';
import { textRecord } from '../../../../src/lists/json/json-rows.ts';
import { createBatchMemory } from '../../../../src/records/batch-memory.ts';
import { openKernel } from '../../../../src/records/kernel.ts';
import { AS_OF, listBatch, rulebookOf } from '../../answering.ts';

const RULEBOOK = rulebookOf(`
rulebook: demo
version: 1
fields: { title: { type: text }, budget: { type: number }, seen: { type: date }, absent: { type: number } }
stages: [{ stage: lead }]
`);

it('counts how the cells of each batch were read', () => {
  const judge = compileRulebook(RULEBOOK, { asOf: AS_OF });
  const read = ['title', 'budget', 'seen', 'absent'];
  const fields = chooseFields(RULEBOOK, { judge, read, keys: [] });
  const header = ['title', 'budget', 'seen'];
  const dialect = { encoding: 'utf-8', delimiter: ',', quote: '"', newline: '\n', bom: false } as const;
  const list = { dialect, header, headerRecord: textRecord(header, dialect), format: 'delimited' } as const;
  const plan = {
    name: 'broker',
    locale: 'en',
    columns: new Map(header.map((name, column) => [name, [column]])),
    places: new Map(),
    format: { list, to: 'csv', guard: true },
  } as const;
  const kernel = openKernel();
  const reader = createLeadReader(kernel, fields, { plan, rulebook: RULEBOOK });
  const memory = createBatchMemory(kernel);
  const count = compileDoubtCount(reader);
  const countRows = (rows: readonly string[]) => {
    reader.read(listBatch(rows, 3), memory);
    return count({ count: rows.length, empty: [] });
  };
  const readings = countReadings(
    fields.classes.map(({ field }) => field),
    { list: 'broker', notation: plan, has: name => plan.columns.has(name) },
  );
  const odd = '1 500,1 500,31.12.2025';
  const fine = '2,2,2025-12-31';
  const first = countRows([odd, odd, odd, ',,', 'x,n/a,-']);
  const ofFirst = [...first];
  readings.add(first);
  expect(readings.finish().fields).toEqual([
    { field: 'title', filled: 4, blank: 1, invalid: 0 },
    { field: 'budget', filled: 3, blank: 2, invalid: 3 },
    { field: 'seen', filled: 3, blank: 2, invalid: 3 },
  ]);
  expect(readings.finish().doubts.map(({ field }) => field)).toEqual(['seen', 'budget']);
  readings.add(countRows([]));
  readings.add(countRows([fine, fine]));
  expect(readings.finish().fields[1]).toEqual({ field: 'budget', filled: 5, blank: 2, invalid: 3 });
  // What was counted before stays as it was.
  expect([...first]).toEqual(ofFirst);
});
