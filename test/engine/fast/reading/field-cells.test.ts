import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRowBuilder } from '../../../../src/lists/json/json-rows.ts';
import type { RecordBatch } from '../../../../src/records/record-batch.ts';
import { listBatch, openField, readSlowly, rulebookOf } from '../../answering.ts';

const TITLES = rulebookOf(`
rulebook: demo
version: 1
fields: { title: { type: text, blank: [tbd] } }
scores:
  fit:
    rules:
      - { id: a, when: { title: { contains: a } }, points: 1 }
      - { id: there, when: { title: { is: present } }, points: 1 }
      - { id: last, when: { title: { ends_with: "7" } }, points: 1 }
stages: [{ stage: lead }]
`);
const ASKED = { field: 'title', keys: [{ field: 'title' }] };

/** What is known of single cells, each read by itself. */
const slowly = (cells: readonly string[]) => readSlowly(TITLES, ASKED, cells);
const BLANK = 'n/a';

/** The first of some cells that says anything. */
const firstFilled = (cells: readonly string[]): string =>
  cells.find(cell => !/^(?:""|n\/a|tbd|-| *)$/i.test(cell)) ?? BLANK;

describe('the cells of a field', () => {
  it('are the first of several columns that is not blank, also of short rows', () => {
    const cell = fc.constantFrom(
      '',
      'n/a',
      'TBD',
      '-',
      '""',
      'a',
      'b',
      'a7',
      '"c, a"',
      ' '.repeat(300),
      'x'.repeat(300),
    );
    const row = fc.array(cell, { minLength: 1, maxLength: 3 });
    const rows = fc.array(row, { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: 1, max: 30 }),
        fc.subarray([0, 1, 2], { minLength: 1 }),
        (list, size, columns) => {
          const field = openField(TITLES, ASKED, { columns });
          // A row of one empty cell would be a blank line.
          const lines = list.map(cells => (cells.join() === '' ? '-' : cells.join()));
          const found = [];
          for (let from = 0; from < list.length; from += size) {
            found.push(...field.read(listBatch(lines.slice(from, from + size), 3)));
          }
          const cells = list.map(own => firstFilled(columns.flatMap(column => own[column] ?? '')));
          expect(found).toEqual(slowly(cells));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('are told apart where none of them can be kept, whatever the number of columns', () => {
    const field = openField(TITLES, ASKED, { columns: [0, 1, 2] });
    const blank = ' '.repeat(257);
    const rows = Array.from(
      { length: 50_000 },
      (_, index) => `${blank},${blank},${'x'.repeat(250)} ${index}`,
    );
    const found = field.read(listBatch(rows, 3));
    const [seven, other] = slowly(['x7', 'x']);
    expect(found.map(({ key }) => key)).toEqual(
      rows.map(row => (row.endsWith('7') ? seven?.key : other?.key)),
    );
    expect(new Set(found.map(({ hash }) => hash.join())).size).toBe(rows.length);
  });

  it('go on rightly when there are more than are kept, and when asking is no longer worth it', () => {
    const field = openField(TITLES, ASKED);
    const cells = Array.from({ length: 30_000 }, (_, index) => `title ${index}`);
    const expected = slowly(cells);
    const read = (from: number, to: number) => field.read(listBatch(cells.slice(from, to), 1));
    expect([...read(0, 9_000), ...read(9_000, 25_000), ...read(25_000, 30_000)]).toEqual(expected);
    expect([...read(0, 1), ...read(1, 20_000)]).toEqual(expected.slice(0, 20_000));
    expect(field.read(listBatch(['""', BLANK, 'title 7', '-'], 1))).toEqual(
      slowly(['""', BLANK, 'title 7', '-']),
    );
  });

  it('are read right in batches of one and of 60,000 records, of which none says what another did', () => {
    const field = openField(TITLES, ASKED);
    const cells = Array.from({ length: 60_000 }, (_, index) =>
      index % 3 === 0 ? 'x'.repeat(300) + index : `t${index % 50}`,
    );
    const expected = slowly(cells);
    expect(field.read(listBatch(cells.slice(0, 1), 1))).toEqual(expected.slice(0, 1));
    expect(field.read(listBatch(cells, 1))).toEqual(expected);
    expect(field.read(listBatch(['t7'], 1))).toEqual(slowly(['t7']));
    expect(field.read(listBatch([], 1))).toEqual([]);
  });

  it('are remembered by their text in JSON, but a number is not what its text is', () => {
    const seen = rulebookOf(
      '{ rulebook: r, version: 1, fields: { seen: { type: date } }, scores: { s: { rules: [{ id: i, when: { seen: { is: invalid } }, points: 1 }] } }, stages: [{ stage: lead }] }',
    );
    const field = openField(seen, { field: 'seen' });
    const invalid = (batch: RecordBatch) => field.read(batch).map(({ isInvalid }) => isInvalid);
    const builder = createRowBuilder(['seen']);
    const batchOf = (cells: readonly (readonly [string, boolean])[]): RecordBatch => {
      builder.clear();
      for (const [row, [text, plain]] of cells.entries())
        builder.addRow(row + 1, [{ column: 'seen', text, plain }]);
      return builder.batch();
    };
    const text = ['2024-10-04', false] as const;
    const first = invalid(batchOf([text, ['20241004', true], ['20241004', false], ['', false], text]));
    expect(invalid(batchOf([['', false], ['20241004', false], ['20241004', true], text, text]))).toEqual([
      first[3],
      first[2],
      first[1],
      first[0],
      first[4],
    ]);
  });

  it('are what stands in the place of a column that is not there', () => {
    const read = (fixed: { fixed?: string }) =>
      openField(TITLES, ASKED, { columns: [], ...fixed }).read(listBatch(['a', 'b'], 1));
    const [fixed] = slowly(['fair 7']);
    expect(read({ fixed: 'fair 7' })).toEqual([fixed, fixed]);
    const [absent, again] = read({});
    expect(absent).toEqual(again);
    expect(absent?.hash).toEqual([0, 0]);
    expect(absent?.key).not.toBe(fixed?.key);
  });
});
