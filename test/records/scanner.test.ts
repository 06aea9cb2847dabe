import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROW_FLAGS } from '../../src/records/record-batch.ts';
import { createScanner } from '../../src/records/scanner.ts';
import { cellsOnly, scanAll } from './scanning.ts';

const { short, long, quote, nul, quoted } = ROW_FLAGS;

/** Bytes in which everything that a scanner decides on is frequent. */
const trickyText = fc
  .array(fc.constantFrom(',', ';', '"', '""', '\n', '\r', '\r\n', 'a', 'é', ' ', '\0', '\ufeff', 'bc'), {
    maxLength: 60,
  })
  .map(parts => parts.join(''));
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

describe('scanner', () => {
  it('finds cells, quoted or not, and says which rows are quoted', () => {
    const { rows } = scanAll('a,"b ""x"", c",\n"d\r\ne",f,g\n');
    expect(rows).toEqual([
      { row: 1, cells: ['a', 'b "x", c', ''], flags: quoted },
      { row: 2, cells: ['d\r\ne', 'f', 'g'], flags: quoted },
    ]);
  });

  it.each([
    ['LF', 'a,b\nc,d\n'],
    ['CRLF', 'a,b\r\nc,d\r\n'],
    ['CR', 'a,b\rc,d\r'],
    ['mixed, without the last', 'a,b\rc,d'],
    ['blank lines', '\n\r\na,b\n\n\r\rc,d\n\n'],
  ])('ends rows at %s', (_, text) => {
    expect(cellsOnly(scanAll(text))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('keeps an empty last cell, and a row of empty cells', () => {
    expect(cellsOnly(scanAll('a,\n,\n""\nb,'))).toEqual([['a', ''], ['', ''], [''], ['b', '']]);
  });

  it('flags rows that are shorter or longer than the header', () => {
    const { rows } = scanAll('a\na,b\na,b,c\n', { columns: 2 });
    expect(rows.map(({ flags }) => flags)).toEqual([short, 0, long]);
  });

  it('takes a quote inside an unquoted cell literally', () => {
    expect(scanAll('5" pipe,x\n').rows).toEqual([{ row: 1, cells: ['5" pipe', 'x'], flags: quote }]);
  });

  it('takes a stray quote inside a quoted cell literally while it stays on one line', () => {
    expect(scanAll('"say "hi" now",x\nb,c\n').rows).toEqual([
      { row: 1, cells: ['say "hi" now', 'x'], flags: quote | quoted },
      { row: 2, cells: ['b', 'c'], flags: 0 },
    ]);
  });

  it('goes on in batches of bounded size behind a quote that is never closed, records and rejects alike', () => {
    const scanner = createScanner({
      delimiter: 0x2c,
      quote: 0x22,
      columns: 2,
      longest: 50_000,
      mostRecords: 100,
    });
    const bytes = Buffer.from(`a,"b\n${'x\n'.repeat(60_000)}${'"x\n'.repeat(40_000)}y,z\n`);
    scanner.room(bytes.length).set(bytes);
    let rows = 0;
    let most = 0;
    for (let added = bytes.length; ; added = 0) {
      const { count, rejects } = scanner.scan(added, false);
      rows += count + rejects.length;
      most = Math.max(most, count + rejects.length);
      if (!scanner.hasMore()) break;
    }
    // The last quote may still be closed.
    expect(rows).toBe(100_000);
    // The kernel finds so many at once.
    expect(most).toBeLessThan(100 + 2048);
  });

  it('rejects only the line of a quote that is never closed', () => {
    const { rows, rejects } = scanAll('a,b\nc,"d\ne,f\ng,"h"\n', { line: 2, offset: 3 });
    expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [1, 'a', 'b'],
      [3, 'e', 'f'],
      [4, 'g', 'h'],
    ]);
    expect(rejects).toEqual([
      {
        row: 2,
        line: 3,
        byte: 7,
        code: 'unclosed-quote',
        openedOn: 3,
        message:
          'the quote opened on line 3 is never closed; close it, or double it if it is part of the text',
        raw: 'c,"d',
      },
    ]);
  });

  it('rejects a quote that is still open at the end, with no line after it', () => {
    const { rows, rejects } = scanAll('a,b\nc,"d');
    expect(cellsOnly({ rows, rejects, skipped: scanAll('').skipped })).toEqual([['a', 'b']]);
    expect(rejects.map(({ line, raw }) => [line, raw])).toEqual([[2, 'c,"d']]);
  });

  it('names the line on which the quote was opened where the row began earlier', () => {
    const { rejects, rows } = scanAll('"a\nb","c\nd,e\n');
    expect(
      rejects.map(({ line, openedOn, message, raw }) => [line, openedOn, message.slice(0, 26), raw]),
    ).toEqual([[1, 2, 'the quote opened on line 2', '"a\nb","c']]);
    expect(rows.map(({ cells }) => cells)).toEqual([['d', 'e']]);
  });

  it('does not let a cell with a stray quote run over the end of its line', () => {
    const { rows, rejects } = scanAll('""Acme"",x\n""Beta"",y\nc,d\n');
    expect(rejects.map(({ line, code }) => [line, code])).toEqual([
      [1, 'unclosed-quote'],
      [2, 'unclosed-quote'],
    ]);
    expect(rows.map(({ cells }) => cells)).toEqual([['c', 'd']]);
  });

  it('rejects lines that are too long and reads on after them', () => {
    const { rows, rejects } = scanAll(`a,b\n${'x'.repeat(40)},c\nd,e\n`, { longest: 20, sizes: [7] });
    expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [1, 'a', 'b'],
      [3, 'd', 'e'],
    ]);
    expect(rejects.map(({ row, line, byte, code, raw }) => [row, line, byte, code, raw])).toEqual([
      [2, 2, 4, 'too-long', 'x'.repeat(20)],
    ]);
  });

  it('gives up on a quote that is open for too long at the end of its first line', () => {
    const { rows, rejects } = scanAll(`a,"b\n${'c,d\n'.repeat(9)}`, { longest: 20, sizes: [5] });
    expect(rejects.map(({ line, code, raw }) => [line, code, raw])).toEqual([[1, 'unclosed-quote', 'a,"b']]);
    expect(rows).toHaveLength(9);
  });

  it('drops NUL bytes, flags the row and keeps later offsets true', () => {
    const { rows, rejects, skipped } = scanAll('a\0,b\nc,d\n"e\n', { sizes: [3] });
    expect(rows.map(({ cells, flags }) => [...cells, flags])).toEqual([
      ['a', 'b', nul],
      ['c', 'd', 0],
    ]);
    expect(rejects.map(({ byte }) => byte)).toEqual([9]);
    expect(skipped.nulBytes).toBe(1);
  });

  it('drops a byte order mark at the start of a row, and counts it', () => {
    const { rows, skipped } = scanAll('a,b\n\ufeff"c",d\n', { sizes: [1] });
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(skipped.marks).toBe(1);
  });

  it('skips rows that repeat the header without numbering them', () => {
    const { rows, skipped } = scanAll('a,b\nx,y\na,b\n', { header: Buffer.from('x,y'), line: 2 });
    expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [1, 'a', 'b'],
      [2, 'a', 'b'],
    ]);
    expect(skipped).toMatchObject({ repeatedHeaders: 1, headerLine: 3 });
  });

  it('passes over the bytes before the first row', () => {
    expect(cellsOnly(scanAll('header\na,b\n', { skip: 7, sizes: [2] }))).toEqual([['a', 'b']]);
  });

  it('gives the same in chunks of any size as in one', () => {
    fc.assert(
      fc.property(trickyText, sizes, fc.constantFrom(4, 12, 1000), (text, chunks, longest) => {
        const options = { columns: 2, header: Buffer.from('a,é'), longest };
        expect(scanAll(text, { ...options, sizes: chunks })).toEqual(scanAll(text, options));
      }),
      { numRuns: 2000 },
    );
  });

  it('survives random bytes and loses no line without quotes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), sizes, (bytes, chunks) => {
        const whole = scanAll(bytes);
        expect(scanAll(bytes, { sizes: chunks })).toEqual(whole);
        const rows = [...whole.rows, ...whole.rejects]
          .map(({ row }) => row)
          .sort((one, other) => one - other);
        expect(rows).toEqual(rows.map((_, index) => index + 1));
      }),
      { numRuns: 1000 },
    );
  });

  it('agrees with csv-parse on well-formed input', () => {
    const cell = fc
      .array(fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r\n', ' ', '1'), { maxLength: 6 })
      .map(parts => parts.join(''));
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain(width => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }));
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        sizes,
        (rows, delimiter, newline, chunks) => {
          const text = stringify(rows, { delimiter, record_delimiter: newline, quoted_match: /[\r\n]/ });
          const oracle = parse(text, { delimiter, record_delimiter: newline, skip_empty_lines: true });
          expect(cellsOnly(scanAll(text, { delimiter, sizes: chunks }))).toEqual(oracle);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
