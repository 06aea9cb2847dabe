import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRowBuilder } from '../../src/lists/json/json-rows.ts';
import type { RecordBatch } from '../../src/records/record-batch.ts';
import { scanBatches } from './answering.ts';
import { layouts, listOf, manners, rowsOf, rulesOf } from './arbitrary-lists.ts';
import { type JudgedList, judgeList, judgePlainly } from './judged-lists.ts';

describe('a list that is judged batch by batch', () => {
  it('comes out as each of its rows does by itself', () => {
    const cases = fc.record({
      rules: rulesOf,
      manner: manners,
      waiting: fc.integer({ min: 1, max: 3 }),
      sizes: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 }),
      table: fc.tuple(layouts, fc.constantFrom(',', ';')).chain(([layout, delimiter]) =>
        fc.record({
          layout: fc.constant(layout),
          // What stands between two reasons has a semicolon.
          delimiter: fc.constant(delimiter),
          rows: fc.array(rowsOf(layout, delimiter), { minLength: 1, maxLength: 40, size: 'max' }),
        }),
      ),
    });
    fc.assert(
      fc.property(cases, ({ rules, manner, waiting, sizes, table: { layout, delimiter, rows } }) => {
        const { source, ...how } = manner;
        const list: JudgedList = {
          ...listOf(rules, layout),
          ...how,
          ...(source === undefined ? {} : { source }),
          delimiter,
          batches: () => scanBatches(rows, { columns: layout.length, sizes, delimiter }),
        };
        expect(judgeList(list, waiting)).toEqual(judgePlainly(list));
      }),
      { numRuns: 150 },
    );
  });

  it('comes out so from JSON too, where a number may mean something else than its text', () => {
    const columns = ['email', 'employees', 'clicks', 'seen', 'employees'];
    const plain = fc
      .constantFrom('5', '50', '-3', '0.5', '45000', '1e3', '0')
      .map(text => ({ text, plain: true }));
    const text = fc
      .constantFrom(
        '5',
        '50',
        '45000',
        '',
        'n/a',
        '2024-10-01',
        'ann@rival.com',
        'a"b',
        '=1',
        '\0',
        'x'.repeat(300),
      )
      .map(own => ({ text: own, plain: false }));
    const rows = fc.array(fc.array(fc.oneof(plain, text), { minLength: 5, maxLength: 5 }), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(rulesOf, manners, rows, fc.integer({ min: 1, max: 30 }), (rules, manner, table, size) => {
        function* batches(): Generator<RecordBatch> {
          const builder = createRowBuilder(columns.map((_, column) => `${column}`));
          for (let from = 0; from < table.length; from += size) {
            builder.clear();
            for (const [index, cells] of table.slice(from, from + size).entries()) {
              builder.addRow(
                from + index + 1,
                cells.map((cell, column) => ({ column: `${column}`, ...cell })),
              );
            }
            yield builder.batch();
          }
        }
        const { source: _, ...how } = manner;
        const list: JudgedList = { ...listOf(rules, columns), ...how, isJson: true, batches };
        expect(judgeList(list)).toEqual(judgePlainly(list));
      }),
      { numRuns: 100 },
    );
  });
});
