import { describe, expect, test } from 'vitest';
import { openList } from '../../src/lists/list.ts';
import { type ListSample, sampleList } from '../../src/lists/sample.ts';
import { writeList } from './reading.ts';

async function sample(name: string, content: string): Promise<ListSample> {
  const { value: list } = await openList(writeList(name, content));
  if (list === undefined) throw new Error('not open');
  try {
    return await sampleList(list);
  } finally {
    await list.close();
  }
}

const textsOf = ({ columns }: ListSample, column: number) => columns[column]?.cells.map(({ text }) => text);

describe('a sample', () => {
  test('is all of a small list, by column, without an earlier annotation', async () => {
    const found = await sample('a.csv', 'a,b,qual_stage,qual_by,c\n1,"x, y",SQL,r,2\n3,,lead,r\n');
    expect(found).toMatchObject({ rows: 2, sampled: 2 });
    expect(found.columns.map(({ header }) => header)).toEqual(['a', 'b', 'c']);
    expect([0, 1, 2].map(column => textsOf(found, column))).toEqual([
      ['1', '3'],
      ['x, y', ''],
      ['2', ''],
    ]);
  });

  test('is spread over all of a long list, in steps', async () => {
    const rows = 25_000;
    const found = await sample(
      'a.csv',
      `n\n${Array.from({ length: rows }, (_, row) => `${row}\n`).join('')}`,
    );
    expect(found.rows).toBe(rows);
    expect(textsOf(found, 0)).toEqual(Array.from({ length: rows / 4 }, (_, index) => String(index * 4)));
    expect(found.sampled).toBe(rows / 4);
  });

  test('keeps fewer rows of a wide list, and the beginnings of long cells', async () => {
    const header = Array.from({ length: 2500 }, (_, column) => `c${column}`).join(',');
    const row = `${'x'.repeat(5000)}${','.repeat(2499)}\n`;
    const found = await sample('a.csv', `${header}\n${row.repeat(250)}`);
    expect(found).toMatchObject({ rows: 250, sampled: 125 });
    expect(textsOf(found, 0)?.[0]).toBe('x'.repeat(1000));
  });

  test('knows the numbers of JSON', async () => {
    const { columns } = await sample('a.json', '[{"n": 1.5, "t": "1.5"}]');
    expect(columns.map(({ cells }) => cells[0]?.plain)).toEqual([true, false]);
  });
});
