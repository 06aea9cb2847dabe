import { describe, expect, it } from 'vitest';
import { faultsOf, readList, writeList } from '../reading.ts';

const read = (text: string, options = {}, name = 'leads.csv') => readList(writeList(name, text), options);

describe('the dialect of a list', () => {
  it.each([
    ['a,b\n1,2\n', ',', '\n'],
    ['a;b\r\n1;2\r\n', ';', '\r\n'],
    ['a\tb\r1\t2\r', '\t', '\r'],
    ['a|b\n1|2', '|', '\n'],
    ['nom;prix\nA;1,5\nB;2,5\n', ';', '\n'],
    ['"a;b";c,d;e\n"1;2";3,1;4\n"1;2";3;4\n', ';', '\n'],
    ['email\na@b.example\n', ',', '\n'],
  ])('of %j has delimiter %j and newline %j', async (text, delimiter, newline) => {
    expect((await read(text)).list.dialect).toMatchObject({ delimiter, newline });
  });

  it('is not guessed between two delimiters', async () => {
    expect(await faultsOf(writeList('a.csv', 'a;b,c\n1;2,3\n'))).toEqual([
      'LIST: the delimiter may be comma or semicolon',
    ]);
    expect(await faultsOf(writeList('a.csv', 'email\na@b.example;x\nc@d.example;y\n'))).toEqual([
      'LIST: the delimiter may be semicolon or one column',
    ]);
    expect((await read('a;b,c\n1;2,3\n', { delimiter: ';' })).rows).toEqual([['1', '2,3']]);
    const taken = await read('a;b,c\n1;2,3\n', { inDoubt: 'take-better' });
    expect(taken.rows).toEqual([['1;2', '3']]);
    expect(taken.diagnostics).toMatchObject([{ severity: 'warning', code: 'ambiguous-delimiter' }]);
  });

  it('is TAB for .tsv where there is one', async () => {
    const { list, rows } = await read('a,x\tb,y\n1,2\t3,4\n', {}, 'leads.tsv');
    expect(list).toMatchObject({ extension: 'tsv', header: ['a,x', 'b,y'] });
    expect(rows).toEqual([['1,2', '3,4']]);
  });

  it('follows a sep= line', async () => {
    const { list, rows } = await read('sep=;\r\na,b;c\r\n1,2;3\r\n');
    expect([list.header, list.dialect.delimiter, rows]).toEqual([['a,b', 'c'], ';', [['1,2', '3']]]);
  });
});

describe('the header of a list', () => {
  it.each([100_000, 200_000, 700_000])('may be of %d bytes', async size => {
    const names = Array.from({ length: Math.ceil(size / 10) }, (_, column) => `name_${10_000 + column}`);
    const cells = names.map((_, column) => `cell ${column}`);
    const { list, rows } = await read(`${names.join(',')}\n${cells.join(',')}\n${cells.join(',')}\n`);
    expect([list.header, rows]).toEqual([names, [cells, cells]]);
  });

  it('may stand below a title, which is skipped and said so', async () => {
    const { list, rows, diagnostics } = await read(
      'Leads export\nGenerated on 2026-11-01\n\nnom,email,ville\nA,a@b.example,Paris\n',
    );
    expect([list.header, rows]).toEqual([['nom', 'email', 'ville'], [['A', 'a@b.example', 'Paris']]]);
    expect(diagnostics).toMatchObject([{ code: 'preamble-skipped' }]);
    expect(diagnostics[0]?.message).toContain('the header is on line 4');
  });

  it('may stand below a title that is padded with delimiters', async () => {
    const { list } = await read('Export;;;\nnom;email;ville;pays\nA;a@b.example;Paris;FR\n');
    expect(list.header).toEqual(['nom', 'email', 'ville', 'pays']);
  });

  it('may stand below a title of one line and have two columns', async () => {
    const { list, rows, diagnostics } = await read('Leads export\nname;email\nAnn;a@b.example\n');
    expect([list.header, rows]).toEqual([['name', 'email'], [['Ann', 'a@b.example']]]);
    expect(diagnostics).toMatchObject([{ code: 'preamble-skipped' }]);
  });

  it('stands above figures and dates, whatever is above it', async () => {
    const text =
      '#EXPORT:,ALL\n#BY:,1\n,,,\nname,since,employees,\n,day,heads,\nAcme,2020-01-02,7,\nBolt,2021-03-04,9,\n';
    const { list, rows } = await read(`${text}Core,2022-05-06,11,\n`);
    expect([list.header, list.headerLine, rows.length]).toEqual([['name', 'since', 'employees', ''], 4, 4]);
  });

  it.each([
    ['1,Acme,2020-01-02\n2,Bolt,2021-03-04\n3,Core,2022-05-06\n', 3],
    ['a@b.example\nc@d.example\n', 2],
    ['Ann;a@b.example\n', 1],
  ])('is missed in %j, which is said: no lead is eaten', async (text, count) => {
    const { rows, list, diagnostics } = await read(text);
    expect(rows).toHaveLength(count);
    expect(list.header[0]).toBe('column_1');
    expect(list.headerLine).toBeUndefined();
    expect(diagnostics).toMatchObject([
      { code: 'no-header', fix: expect.stringContaining('--header-row 1') },
    ]);
  });

  it.each([
    'company,2023,2024\nAcme,1,2\nBolt,3,4\nCore,5,6\n',
    'id,name\n1,Acme\n2,Bolt\n3,Core\n',
    'name,town\nAnn,Paris\nBob,Nice\n',
  ])('is there in %j', async text => {
    const { list, diagnostics } = await read(text);
    expect([list.headerLine, diagnostics]).toEqual([1, []]);
  });

  it.each([
    ['name,,since,size\nAcme,2020-01-02,7\nBolt,2021-03-04,9\n', ['name', 'since', 'size'], 'blank name'],
    ['name,since,"size\nAcme,2020-01-02,7\nBolt,2021-03-04,9\n', ['name', 'since', '"size'], 'taken as text'],
    [
      'name since size\nAcme,2020-01-02,7\nBolt,2021-03-04,9\n',
      ['name', 'since', 'size'],
      'separated otherwise',
    ],
  ])('is mended in %j', async (text, header, what) => {
    const { list, rows, diagnostics } = await read(text);
    expect(rows).toHaveLength(2);
    expect(list.header).toEqual(header);
    expect(diagnostics).toMatchObject([{ code: 'header-mended', message: expect.stringContaining(what) }]);
  });

  it.each([
    'email\na@b.example,x\n',
    'email,\na@b.example,x\n',
    ',email\nx,a@b.example\n',
    'name,,\nBob,Smith,Paris\nAnn,Jones,Nice\n',
  ])('is the first line of %j', async text => {
    expect((await read(text)).numbers[0]).toBe(1);
    expect((await read(text)).diagnostics).toEqual([]);
  });

  it('keeps blank and equal names', async () => {
    expect((await read('a,,a,__proto__\n1,2,3,4\n')).list.header).toEqual(['a', '', 'a', '__proto__']);
  });

  it('is on the line that --header-row names, or nowhere', async () => {
    const { list, rows } = await read('x,y\nq,r\na,b\n1,2\n', { headerRow: 3 });
    expect([list.header, rows]).toEqual([['a', 'b'], [['1', '2']]]);
    const headless = await read('1,2\n3,4\n', { noHeader: true });
    expect([headless.list.header, headless.rows]).toEqual([
      ['column_1', 'column_2'],
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ]);
    expect(await faultsOf(writeList('a.csv', 'a,b\n'), { headerRow: 9 })).toEqual([
      'LIST has no line 9 for --header-row',
    ]);
  });

  it('that is repeated further down is skipped', async () => {
    const { rows, numbers, list } = await read('a,b\n1,2\n\ufeffa,b\n3,4\n');
    expect([rows, numbers]).toEqual([
      [
        ['1', '2'],
        ['3', '4'],
      ],
      [1, 2],
    ]);
    expect(list.findings().map(({ code }) => code)).toEqual(['repeated-header', 'mark-in-file']);
  });

  it('must be readable', async () => {
    expect(await faultsOf(writeList('a.csv', 'a,"b\n1,2\n'))).toEqual([
      expect.stringContaining(
        'LIST: the header cannot be read: line 1: the quote opened on line 1 is never closed',
      ),
    ]);
    expect(await faultsOf(writeList('a.csv', 'x'.repeat(3 << 20)))).toEqual([
      'LIST: its first line is longer than 1 MB',
    ]);
  });
});

describe('a trailing row of totals', () => {
  it('is no lead, and that is said', async () => {
    const { list } = await read('company,employees,spend\nAcme,12,3\nTotal,12,"3,00 €"\n\n');
    expect(list.findings()).toMatchObject([
      { code: 'total-row', message: expect.stringContaining('a row of totals (from line 3)') },
    ]);
    expect(list.counts()).toMatchObject({ rows: 2, empty: 1 });
  });

  it.each([
    'company,city\nTotal,Paris\n',
    'company\nTotal\n',
    'company,city\nTotal,\n',
    'company,n\nTotal,1\nAcme,2\n',
  ])('is not seen in %j', async text => {
    expect((await read(text)).list.findings()).toEqual([]);
  });
});
