import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EMPTY_ROW, findLead, type Wanted } from '../../src/engine/find-lead.ts';
import type { Job } from '../../src/engine/job.ts';
import { compileLeads, startPlainJudge } from '../../src/engine/plain.ts';
import type { LeadList } from '../../src/lists/lead-list.ts';
import { isEmpty } from '../../src/records/record-batch.ts';
import { AS_OF, rulebookOf, scanBatches } from './answering.ts';
import { layouts, listOf, rowsOf, rulesOf } from './arbitrary-lists.ts';
import { demandPlan, type JudgedList } from './judged-lists.ts';

/** A job of one list in memory, which may be read again. */
function jobOf(list: JudgedList): Omit<Job, 'outputs'> {
  async function* records() {
    yield* list.batches();
  }
  const open = { header: list.header, records } as unknown as LeadList;
  return { ...list.rules, lists: [{ ...demandPlan(list), list: open }] };
}

async function findIn(job: Omit<Job, 'outputs'>, wanted: Wanted) {
  const found = await findLead(job, wanted);
  if (found === EMPTY_ROW) throw new Error('the row is empty');
  return found;
}

it('finds each row of a list as a run judges it', async () => {
  const tables = layouts.chain(layout =>
    fc.record({
      layout: fc.constant(layout),
      rows: fc.array(rowsOf(layout, ','), { minLength: 1, maxLength: 15 }),
    }),
  );
  const duplicates = { found: 0, suppressed: 0 };
  await fc.assert(
    fc.asyncProperty(rulesOf, tables, async (rules, { layout, rows }) => {
      const list: JudgedList = {
        ...listOf(rules, layout),
        batches: () => scanBatches(rows, { columns: layout.length, sizes: [4] }),
      };
      const job = jobOf(list);
      const judge = startPlainJudge(rules);
      const leadOf = compileLeads(rules.rulebook, { locale: 'en', columns: list.columns, places: new Map() });
      for (const batch of list.batches()) {
        for (let record = 0; record < batch.count; record++) {
          const row = batch.row[record] ?? 0;
          if (isEmpty(batch, record)) {
            expect(await findLead(job, { kind: 'row', row })).toBe(EMPTY_ROW);
            continue;
          }
          const { verdict, duplicateOf } = judge.judge(leadOf(batch, record), { list: 'list', row });
          const found = await findIn(job, { kind: 'row', row });
          expect(found).toMatchObject({ row, suppressed: verdict.suppressed });
          expect(found?.duplicateOf).toBe(duplicateOf);
          duplicates.found += duplicateOf === undefined ? 0 : 1;
          duplicates.suppressed += verdict.suppressed ? 1 : 0;
        }
      }
    }),
    { numRuns: 40 },
  );
  expect(duplicates.found).toBeGreaterThan(0);
  expect(duplicates.suppressed).toBeGreaterThan(0);
});

it('finds the first row with a value, whatever its spelling, and no row that the list has not', async () => {
  const rulebook = rulebookOf(
    '{ rulebook: demo, version: 1, fields: { email: { type: email }, size: { type: number } }, stages: [{ stage: lead }] }',
  );
  const job = jobOf({
    rules: { rulebook, asOf: AS_OF, dedupe: true },
    header: ['email', 'size', 'size 2'],
    columns: new Map([
      ['email', [0]],
      ['size', [1, 2]],
    ]),
    batches: () =>
      scanBatches(['ann@acme.fr,,3', 'bob@acme.fr,,', 'ANN@acme.fr,1000,4'], { columns: 3, sizes: [2] }),
  });
  const at = (field: string, text: string) => findIn(job, { kind: 'value', field, text });
  expect(await at('email', 'Ann@Acme.fr')).toMatchObject({ row: 1 });
  expect(await at('size', '1,000.00')).toMatchObject({ row: 3 });
  expect(await at('size', 'many')).toBeUndefined();
  expect(await findLead(job, { kind: 'row', row: 4 })).toBeUndefined();
  const cells = (await at('email', 'ann@acme.fr'))?.cells;
  expect(cells?.get('size')).toEqual({ column: 'size 2', cell: { text: '3', plain: false } });
  expect((await at('email', 'bob@acme.fr'))?.cells.get('size')).toMatchObject({ column: 'size' });
});
