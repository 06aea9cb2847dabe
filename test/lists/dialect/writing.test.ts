import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRegularizer } from '../../../src/lists/dialect/regular-bytes.ts';
import type { Writing } from '../../../src/lists/dialect/writing.ts';
import { readList, writeList } from '../reading.ts';

const read = (text: string, options = {}) => readList(writeList('leads.csv', text), options);

describe('how cells are written', () => {
  it('is with apostrophes where cells are plainly framed by them', async () => {
    const { list, rows } = await read("name,note\nAnn,'won't, can't'\nBob,'b, c'\nCy,'d'\n");
    expect(list.dialect.quote).toBe("'");
    expect(rows).toEqual([
      ['Ann', "won't, can't"],
      ['Bob', 'b, c'],
      ['Cy', 'd'],
    ]);
    const names = await read("name,town\nO'Neill,'s-Hertogenbosch\nD'Arcy,Paris\n");
    expect(names.list.dialect.quote).toBe('"');
    expect(names.rows[0]).toEqual(["O'Neill", "'s-Hertogenbosch"]);
  });

  it('is with backslashes where doubled quotes do not explain the rows', async () => {
    const { list, rows, issues } = await read('name,note\nAnn,"5\\" pipe, old"\nBob,"a\\\\b"\nCy,"c""d"\n');
    expect(list.dialect).toMatchObject({ escape: '\\', quote: '"' });
    expect(rows).toEqual([
      ['Ann', '5" pipe, old'],
      ['Bob', 'a\\b'],
      ['Cy', 'c"d'],
    ]);
    expect(issues.flat()).toEqual([]);
    const paths = await read('name,path\nAnn,"C:\\new"\nBob,"D:\\"\n');
    expect(paths.list.dialect.escape).toBeUndefined();
    expect(paths.rows[1]).toEqual(['Bob', 'D:\\']);
  });

  it('is with a separator of two characters where all delimiters are so', async () => {
    const spaced = await read('name, note, town\nAnn, "a, b", Paris\nBob, , Nice\n');
    expect(spaced.list.dialect).toMatchObject({ delimiter: ',', between: ', ' });
    expect(spaced.list.header).toEqual(['name', 'note', 'town']);
    expect(spaced.rows).toEqual([
      ['Ann', 'a, b', 'Paris'],
      ['Bob', '', 'Nice'],
    ]);
    const doubled = await read('name||note||town\nAnn||||Paris\nBob||"x||y"||Nice\n');
    expect(doubled.list.dialect).toMatchObject({ delimiter: '|', between: '||' });
    expect(doubled.rows).toEqual([
      ['Ann', '', 'Paris'],
      ['Bob', 'x||y', 'Nice'],
    ]);
  });

  it.each([
    ['name:employees\nAcme:12\nBolt:30\n', ':', ['Acme', '12']],
    ['name since size\nAcme 2020-01-01 12\nBolt 2021-01-01 30\n', ' ', ['Acme', '2020-01-01', '12']],
    ['at\n2026-01-01 12:30\n2026-01-01 12:40\n', ',', ['2026-01-01 12:30']],
    ['full name\nAnn Jones\nBob Smith\n', ',', ['Ann Jones']],
  ])('of %j is by %j', async (text, delimiter, first) => {
    const { list, rows } = await read(text);
    expect([list.dialect.delimiter, rows[0]]).toEqual([delimiter, first]);
  });

  it('keeps lines, offsets and row numbers of what is rejected', async () => {
    const text = 'name, note, town\nAnn, "a, b", Paris\n"Bob, b, Nice\nCy, c, Lyon\n';
    const { rejects, rows, numbers } = await read(text);
    expect(rejects).toMatchObject([{ row: 2, line: 3, byte: text.indexOf('"Bob') }]);
    expect(rows.map(([name]) => name)).toEqual(['Ann', 'Cy']);
    expect(numbers).toEqual([1, 3]);
  });

  it('knows where each of very many lines was', () => {
    const lines = 200_000;
    const regularizer = createRegularizer({ delimiter: ',', quote: '"', escape: '\\' });
    regularizer.write(Buffer.from('\\"x\n'.repeat(lines)), true);
    // Gone through line by line, these would be twenty thousand million steps.
    const isRight = (line: number) => regularizer.origin(line * 4) === line * 4;
    expect(Array.from({ length: lines }, (_, line) => line).every(isRight)).toBe(true);
  });

  it('is made regular the same in pieces of any size, and every line knows where it was', () => {
    const writings: Writing[] = [
      { delimiter: ',', quote: '"', escape: '\\' },
      { delimiter: ',', quote: '"', between: ', ' },
      { delimiter: '|', quote: '"', between: '||' },
    ];
    const text = fc
      .array(fc.constantFrom('a', '"', '\\', ',', '|', ' ', '\n', '\r\n', '\r', 'é'), { maxLength: 60 })
      .map(parts => Buffer.from(parts.join('')));
    fc.assert(
      fc.property(
        fc.constantFrom(...writings),
        text,
        fc.integer({ min: 1, max: 9 }),
        (writing, bytes, size) => {
          const whole = createRegularizer(writing);
          const expected = Buffer.from(whole.write(bytes, true));
          const parts: Buffer[] = [];
          const pieces = createRegularizer(writing);
          for (let at = 0; at < bytes.length; at += size) {
            parts.push(Buffer.from(pieces.write(bytes.subarray(at, at + size), at + size >= bytes.length)));
          }
          expect(Buffer.concat(parts).toString()).toBe(expected.toString());
          const starts = (buffer: Buffer) =>
            [...buffer.toString('latin1').matchAll(/(?<=\n|\r(?!\n))/g)].map(({ index }) => index);
          const inner = (buffer: Buffer) => starts(buffer).filter(start => start < buffer.length);
          if (inner(expected).length === inner(bytes).length)
            expect(inner(expected).map(whole.origin)).toEqual(inner(bytes));
        },
      ),
    );
  });
});
