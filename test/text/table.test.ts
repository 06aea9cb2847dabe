import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseDelimiter, delimiterName } from '../../src/text/delimiter.ts';
import { formatTable, parseTable } from '../../src/text/table.ts';

describe('parseTable', () => {
  it('gives header and rows with their lines', () => {
    const { value, diagnostics } = parseTable(
      'source;amount\n\nlinkedin;"1 200,50"\n"a\nb";3\nmeta;4\n',
      'costs.csv',
    );
    expect(diagnostics).toEqual([]);
    expect(value).toEqual({
      delimiter: ';',
      header: ['source', 'amount'],
      rows: [
        { line: 3, sourceLine: 'linkedin;"1 200,50"', cells: ['linkedin', '1 200,50'] },
        { line: 4, sourceLine: '"a', cells: ['a\nb', '3'] },
        { line: 6, sourceLine: 'meta;4', cells: ['meta', '4'] },
      ],
    });
  });

  it.each([',', ';', '\t', '|'])('detects %j', delimiter => {
    expect(parseTable(`a${delimiter}b\n1${delimiter}2\n`, 'x.csv').value?.delimiter).toBe(delimiter);
  });

  it('reads one column', () => {
    expect(parseTable('email\na@b.example\n', 'x.csv').value).toMatchObject({
      header: ['email'],
      delimiter: ',',
    });
  });

  it('refuses to guess between two delimiters', () => {
    expect(parseTable('a;b,c\n1;2,3\n', 'x.csv').diagnostics).toMatchObject([
      { code: 'ambiguous-delimiter', message: 'x.csv: the delimiter may be comma or semicolon' },
    ]);
  });

  it('says what is wrong with an empty text or an open quote', () => {
    expect(parseTable('', 'x.csv').diagnostics).toMatchObject([{ message: 'x.csv is empty' }]);
    expect(parseTable('a,b\n1,"2\n3,4\n', 'x.csv').diagnostics).toMatchObject([
      { code: 'unreadable-table', message: 'x.csv: a quote is never closed, line 3' },
    ]);
  });
});

describe('formatTable', () => {
  it('writes what parseTable reads', () => {
    const rows = fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 2 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(rows, cells => {
        const all = [['first', 'second'], ...cells];
        const text = formatTable(all, { delimiter: ',', newline: '\n' });
        const { value } = parseTable(text, 'x.csv', { delimiter: ',' });
        expect([value?.header, ...(value?.rows.map(row => row.cells) ?? [])]).toEqual(all);
      }),
    );
  });
});

describe('chooseDelimiter', () => {
  const candidate = (delimiter: string, header: number, ...records: number[]) => ({
    delimiter,
    header,
    records,
  });

  it('takes the one that gives records as wide as the header', () => {
    const choice = chooseDelimiter([candidate(',', 1, 2, 2, 1), candidate(';', 3, 3, 3, 3)]);
    expect(choice).toEqual({ kind: 'chosen', delimiter: ';' });
  });

  it('prefers one that cuts far more often to one that is in a single header', () => {
    const choice = chooseDelimiter([candidate(',', 10, 10, 10), candidate('|', 2, 2, 2)]);
    expect(choice).toEqual({ kind: 'chosen', delimiter: ',' });
  });

  it('is of two minds where nothing tells', () => {
    expect(chooseDelimiter([candidate(',', 2, 2), candidate(';', 2, 2)]).kind).toBe('ambiguous');
    expect(chooseDelimiter([candidate(',', 1, 3, 3, 3)])).toEqual({ kind: 'ambiguous', between: [',', ''] });
    expect(delimiterName('')).toBe('one column');
  });

  it('sees one column where texts hold a comma now and then', () => {
    expect(chooseDelimiter([candidate(',', 1, 1, 2, 1, 1)])).toEqual({ kind: 'one-column' });
  });
});
