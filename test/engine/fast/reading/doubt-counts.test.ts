import { expect, it } from 'vitest';
import { compileDoubtCount } from '../../../../src/engine/fast/reading/doubt-counts.ts';
import { chooseFields, createLeadReader } from '../../../../src/engine/fast/reading/lead-reader.ts';
import { createLocaleDoubt } from '../../../../src/engine/fast/reading/locale-doubt.ts';
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

it('counts what each batch says of the locale, of numbers and dates alone', () => {
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
  const doubt = createLocaleDoubt(
    fields.classes.map(({ field }) => field),
    { list: 'broker', locale: 'en' },
  );
  const odd = '1 500,1 500,31.12.2025';
  const fine = '2,2,2025-12-31';
  const first = countRows([odd, odd, odd, ',,', 'x,n/a,-']);
  expect(first.reduce((sum, leads) => sum + leads, 0)).toBe(15);
  doubt.add(first);
  expect(doubt.warnings()).toHaveLength(2);
  expect(doubt.warnings()[0]).toContain('most values of budget');
  expect(doubt.warnings()[1]).toContain('most values of seen');
  doubt.add(countRows([]));
  doubt.add(countRows([fine, fine]));
  expect(doubt.warnings()).toHaveLength(2);
  doubt.add(countRows([fine]));
  expect(doubt.warnings()).toEqual([]);
  // What was counted before stays as it was.
  expect(first.reduce((sum, leads) => sum + leads, 0)).toBe(15);
});
