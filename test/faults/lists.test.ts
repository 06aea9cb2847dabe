import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { openShop } from './list-shop.ts';

const rowsOf = (text: string): string[][] => parse(text, { bom: true, relax_column_count: true });
const BLOCK = 'qual_stage';

/** The list's own cells of its annotated copy. */
function ownCells(text: string): string[][] {
  const [header = [], ...rows] = rowsOf(text);
  const end = header.indexOf(BLOCK);
  return [header, ...rows].map(row => row.slice(0, end));
}

describe('faults 1', () => {
  it.each(['', '\n\r\n', '\ufeff'])('faults 1: %j is empty', async content => {
    const shop = openShop();
    const { code, err } = await shop.qualify(shop.write('leads.csv', content));
    expect(code).toBe(2);
    expect(err).toContain('leads.csv is empty');
  });
});

describe('faults 2', () => {
  it('faults 2: a header only is a list of no leads', async () => {
    const shop = openShop();
    const { code, out } = await shop.qualify(shop.write('leads.csv', 'email,employees\n'));
    expect(code).toBe(0);
    expect(shop.output('leads.annotated.csv')).toMatch(/^email,employees,qual_stage,[^\n]*qual_by\n$/);
    expect(JSON.parse(shop.output('summary.json')).total).toMatchObject({ leads: 0, sql: 0, mql: 0 });
    expect(out).toContain('0 rows = 0 judged + 0 duplicates + 0 rejected');
  });
});

describe('faults 3', () => {
  it('faults 3: a header without any field of the rulebook', async () => {
    const shop = openShop();
    const list = shop.write('leads.csv', 'emial,town\na@b.example,Paris\n');
    const { code, err } = await shop.qualify(list);
    expect(code).toBe(2);
    expect(err).toContain('no column carries a field of rulebook faults; its columns are');
    expect(err).toContain('did you mean --column email="emial"?');
    expect(err).toContain(`"leadsieve inspect ${list}" shows what is in its columns`);
  });
});

describe('faults 4', () => {
  it('faults 4: duplicate, blank and __proto__ headers are kept and matched by position', async () => {
    const shop = openShop();
    const text = 'email,,employees,employees,__proto__\na@b.example,x,20,1,y\n';
    const { code, err } = await shop.qualify(shop.write('leads.csv', text));
    expect(code).toBe(0);
    expect(ownCells(shop.output('leads.annotated.csv'))).toEqual(rowsOf(text));
    expect(rowsOf(shop.output('leads.annotated.csv'))[1]?.[5]).toBe('hot');
    expect(err).toContain('the header "employees" stands in columns 3, 4; column 3 is read');
  });
});

describe('faults 5', () => {
  it('faults 5: a short row is padded, the extra cells of a long one stand behind the block', async () => {
    const shop = openShop();
    const { code } = await shop.qualify(
      shop.write('leads.csv', 'email,employees\na@b.example\nc@d.example,20,x,y\n'),
    );
    expect(code).toBe(0);
    const [header = [], short = [], long = []] = rowsOf(shop.output('leads.annotated.csv'));
    const issues = header.indexOf('qual_issues');
    expect([short.length, short[1], short[issues]]).toEqual([header.length, '', 'row:short']);
    expect([long.slice(header.length), long[issues]]).toEqual([['x', 'y'], 'row:long']);
    expect(shop.record()).toMatchObject({ repairs: { short: 1, long: 1 } });
  });
});

describe('faults 6', () => {
  it('faults 6: a stray quote in an unquoted cell is literal and counted', async () => {
    const shop = openShop();
    await shop.qualify(shop.write('leads.csv', 'email,employees,note\na@b.example,20,5" pipe\n'));
    const [header = [], row = []] = rowsOf(shop.output('leads.annotated.csv'));
    expect([row[2], row[header.indexOf('qual_issues')]]).toEqual(['5" pipe', 'row:quote']);
    expect(shop.record()).toMatchObject({ repairs: { quote: 1 } });
  });
});

describe('faults 7', () => {
  it('faults 7: a quote never closed swallows one line, which is named', async () => {
    const shop = openShop();
    const rest = Array.from({ length: 50 }, (_, row) => `lead${row}@b.example,20`).join('\n');
    const text = `email,employees\nok@b.example,20\n"open@b.example,20\n${rest}\n`;
    const { code } = await shop.qualify(shop.write('leads.csv', text));
    expect(code).toBe(0);
    const [header, reject] = rowsOf(shop.output('leads.rejected.csv'));
    expect(header).toEqual(['line', 'byte', 'code', 'message', 'raw']);
    expect(reject?.slice(0, 3)).toEqual(['3', String(text.indexOf('"open')), 'unclosed-quote']);
    expect(reject?.[3]).toContain('the quote opened on line 3 is never closed');
    expect(reject?.[4]).toBe('"open@b.example,20');
    expect(ownCells(shop.output('leads.annotated.csv'))).toHaveLength(52);
    expect(shop.record()).toMatchObject({ rows: 52, rejected: 1 });
  });
});

describe('faults 8', () => {
  it.each([
    ['LF', 'email,employees\na@b.example,20\nc@d.example,5\n', '\n'],
    ['CRLF', 'email,employees\r\na@b.example,20\r\nc@d.example,5\r\n', '\r\n'],
    ['CR', 'email,employees\ra@b.example,20\rc@d.example,5\r', '\r'],
    ['mixed', 'email,employees\r\na@b.example,20\rc@d.example,5\n', '\r\n'],
  ])('faults 8: %s ends rows', async (_, text, newline) => {
    const shop = openShop();
    await shop.qualify(shop.write('leads.csv', text));
    const annotated = shop.output('leads.annotated.csv');
    const lines = annotated.split(newline);
    expect(lines).toHaveLength(4);
    expect(lines.every(line => !/[\r\n]/.test(line))).toBe(true);
    expect(lines.slice(1, 3).map(line => line.split(',').slice(0, 3))).toEqual([
      ['a@b.example', '20', 'hot'],
      ['c@d.example', '5', 'cold'],
    ]);
  });

  it('faults 8: line endings inside quotes stay as they are', async () => {
    const shop = openShop();
    await shop.qualify(shop.write('leads.csv', 'email,note,employees\na@b.example,"x\r\ny\rz\n",20\n'));
    expect(shop.output('leads.annotated.csv')).toContain('a@b.example,"x\r\ny\rz\n",20,hot');
  });
});

describe('faults 9', () => {
  it.each([
    ['utf8', ''],
    ['utf8', '\ufeff'],
    ['utf-16le', ''],
    ['utf-16le', '\ufeff'],
    ['utf-16be', ''],
    ['utf-16be', '\ufeff'],
  ])('faults 9: %s that starts with %j', async (encoding, mark) => {
    const shop = openShop();
    const text = `${mark}email,employees\na@b.example,20\n${mark}zoé@d.example,5\n`;
    const { code } = await shop.qualify(shop.write('leads.csv', iconv.encode(text, encoding)));
    expect(code).toBe(0);
    expect(ownCells(shop.output('leads.annotated.csv'))).toEqual([
      ['email', 'employees'],
      ['a@b.example', '20'],
      ['zoé@d.example', '5'],
    ]);
  });
});

const POLISH = 'Żółkiewska Łucja; Gęś Wójcik; Świętochłowice; późną jesienią; zażółć gęślą jaźń';
const FRENCH = 'Éloïse Façade; déjà reçue à Nîmes; l’œuvre coûte 12 €; Noël – été « hier »';

describe('faults 10', () => {
  it.each([
    ['windows-1250', POLISH],
    ['iso-8859-2', POLISH],
    ['cp852', POLISH],
    ['windows-1252', FRENCH],
  ])('faults 10: %s is told from the others, with its first offending byte', async (encoding, words) => {
    const shop = openShop();
    const text = `email,employees,note\na@b.example,20,"${words}"\n`;
    const bytes = iconv.encode(text, encoding);
    const offence = [...bytes].findIndex(byte => byte > 127);
    const list = shop.write('leads.csv', bytes);
    const { code, err } = await shop.qualify(list);
    expect(code).toBe(0);
    expect(err).toContain(`leads.csv is not UTF-8 (byte ${offence} cannot be); read as ${encoding}`);
    expect(ownCells(shop.output('leads.annotated.csv'))).toEqual(rowsOf(text));
    expect(shop.output('leads.annotated.csv').startsWith('\ufeff')).toBe(true);
    expect(shop.record()).toMatchObject({ encoding });
  });

  it('faults 10: --encoding overrules the guess', async () => {
    const shop = openShop();
    const list = shop.write('leads.csv', iconv.encode('email,employees,note\na@b.example,20,¥\n', 'latin1'));
    const { err } = await shop.qualify(list, '--encoding', 'cp437');
    expect(err).not.toContain('is not UTF-8');
    expect(ownCells(shop.output('leads.annotated.csv'))[1]?.[2]).toBe('Ñ');
  });
});

describe('faults 11', () => {
  it('faults 11: NUL bytes are dropped and counted, and refused over 1 %', async () => {
    const shop = openShop();
    const rows = 'a@b.example,20\n'.repeat(20);
    await shop.qualify(shop.write('leads.csv', `email,employees\n${rows}c\0@d.example,5\n`), '--no-dedupe');
    expect(ownCells(shop.output('leads.annotated.csv')).at(-1)).toEqual(['c@d.example', '5']);
    expect(shop.record()).toMatchObject({ repairs: { nul: 1, nul_bytes: 1 } });
    const { code, err } = await shop.qualify(shop.write('binary.csv', 'email\0,\0\0employees\na,1\n'));
    expect(code).toBe(2);
    expect(err).toContain('of its bytes are NUL: binary or UTF-16?');
  });
});

describe('faults 12', () => {
  it.each([
    [',', 'comma'],
    [';', 'semicolon'],
    ['\t', 'TAB'],
    ['|', 'vertical bar'],
    [':', 'colon'],
  ])('faults 12: %j between cells', async (delimiter, name) => {
    const shop = openShop();
    const list = shop.write(
      'leads.csv',
      'email,employees\na@b.example,20\nc@d.example,5\n'.replaceAll(',', delimiter),
    );
    const { code, err } = await shop.qualify(list);
    expect(code).toBe(0);
    expect(err).toContain(`leads.csv: utf-8, ${name}, quote ", LF, header on line 1, 2 columns`);
    expect(shop.record()).toMatchObject({ delimiter, header_line: 1 });
  });

  it.each([
    [
      'backslashes',
      'email,note,employees\na@b.example,"5\\" pipe, old",20\nc@d.example,"x",5\n',
      '5" pipe, old',
    ],
    ['commas and spaces', 'email, note, employees\na@b.example, "x, y", 20\nc@d.example, z, 5\n', 'x, y'],
    ['two bars', 'email||note||employees\na@b.example||"x||y"||20\nc@d.example||z||5\n', 'x||y'],
  ])('faults 12: %s are read and the annotated copy is regular', async (_, text, note) => {
    const shop = openShop();
    const { code } = await shop.qualify(shop.write('leads.csv', text));
    expect(code).toBe(0);
    const { delimiter } = shop.record() as { delimiter: string };
    const rows: string[][] = parse(shop.output('leads.annotated.csv'), { delimiter });
    expect(rows.map(row => row.slice(0, 4))).toEqual([
      ['email', 'note', 'employees', 'qual_stage'],
      ['a@b.example', note, '20', 'hot'],
      ['c@d.example', rows[2]?.[1], '5', 'cold'],
    ]);
  });

  it('faults 12: sep=, preamble, blank lines, repeated headers and a total row are skipped and said', async () => {
    const shop = openShop();
    const text = [
      'sep=;',
      'Leads export',
      'made by hand',
      '',
      'email;employees',
      'a@b.example;20',
      '',
      'email;employees',
      'c@d.example;5',
      'Total;25',
      '',
    ].join('\r\n');
    const { code, err } = await shop.qualify(shop.write('leads.csv', text));
    expect(code).toBe(0);
    expect(rowsOf(shop.output('leads.annotated.csv').replaceAll(';', ',')).map(([email]) => email)).toEqual([
      'email',
      'a@b.example',
      'c@d.example',
      'Total',
    ]);
    expect(shop.output('leads.annotated.csv')).toMatch(/^Total;25;.*row:empty/m);
    expect(err).toContain('the header is on line 5; the lines above it were skipped');
    expect(err).toContain('repeats its header once, last on line 8; skipped');
    expect(err).toContain('ends in a row of totals (from line 10); in no figure');
    expect(shop.record()).toMatchObject({ rows: 3, empty: 1, repairs: { repeated_headers: 1 } });
  });

  it('faults 12: doubt ends with both candidates, never in one silent column', async () => {
    const shop = openShop();
    const list = shop.write('leads.csv', 'email;x,employees\na@b.example;1,20\n');
    const { code, err } = await shop.qualify(list);
    expect(code).toBe(2);
    expect(err).toContain('the delimiter may be comma or semicolon');
    expect((await shop.qualify(list, '--delimiter', ',')).err).toContain('utf-8, comma,');
  });

  it('faults 12: a list without a header loses no lead', async () => {
    const shop = openShop();
    const list = shop.write('leads.csv', 'a@b.example,20\nc@d.example,5\ne@f.example,7\n');
    const { code, err } = await shop.qualify(
      list,
      '--column',
      'email=column_1',
      '--column',
      'employees=column_2',
    );
    expect(code).toBe(0);
    expect(err).toContain('has no header: its first line reads like a lead');
    expect(ownCells(shop.output('leads.annotated.csv'))).toHaveLength(4);
    expect(shop.record()).toMatchObject({ rows: 3, header_line: null });
  });
});

describe('faults 13', () => {
  it('faults 13: a line past 16 MB is rejected with its offset and the rest goes on', async () => {
    const shop = openShop();
    const head = 'email,employees\na@b.example,20\n';
    const list = shop.write('leads.csv', `${head}${'x'.repeat(17 << 20)}\nc@d.example,5\n`);
    const { code } = await shop.qualify(list);
    expect(code).toBe(0);
    const [, reject] = rowsOf(shop.output('leads.rejected.csv'));
    expect(reject?.slice(0, 3)).toEqual(['3', String(head.length), 'too-long']);
    expect(reject?.[4]?.length).toBeLessThanOrEqual(64 * 1024);
    expect(ownCells(shop.output('leads.annotated.csv')).at(-1)).toEqual(['c@d.example', '5']);
  });
});

describe('faults 14', () => {
  it('faults 14: 5,000 columns', async () => {
    const shop = openShop();
    const names = Array.from({ length: 4998 }, (_, column) => `c${column}`);
    const cells = names.map((_, column) => String(column));
    const text = `${['email', ...names, 'employees'].join(',')}\n${['a@b.example', ...cells, '20'].join(',')}\n`;
    expect((await shop.qualify(shop.write('leads.csv', text))).code).toBe(0);
    expect(ownCells(shop.output('leads.annotated.csv'))).toEqual(rowsOf(text));
    const { code, out } = await shop.run('inspect', join(shop.path, 'leads.csv'));
    expect([code, out.split('\n')[0]]).toEqual([0, expect.stringContaining('5,000 columns')]);
  });
});

describe('faults 15', () => {
  it('faults 15: JSON cut short writes nothing; a bad NDJSON line is rejected alone', async () => {
    const shop = openShop();
    const cut = await shop.qualify(shop.write('leads.json', '[{"email":"a@b.example","employees":20},{"em'));
    expect(cut.code).toBe(2);
    expect(cut.err).toContain('the JSON is cut short');
    const lines =
      '{"email":"a@b.example","employees":20}\n{"email":\n{"email":"c@d.example","employees":5}\n';
    const { code } = await shop.qualify(shop.write('lines.ndjson', lines));
    expect(code).toBe(0);
    expect(ownCells(shop.output('lines.annotated.csv'))).toEqual([
      ['email', 'employees'],
      ['a@b.example', '20'],
      ['c@d.example', '5'],
    ]);
    expect(rowsOf(shop.output('lines.rejected.csv'))[1]?.slice(0, 3)).toEqual(['2', '39', 'not-json']);
  });
});

describe('faults 16', () => {
  it('faults 16: nested JSON is flattened, arrays are JSON text, numbers keep their source text', async () => {
    const shop = openShop();
    const text = '[{"email":"a@b.example","employees":20.50,"a":{"b":{"c":1e3}},"tags":["x",{"y":1.0}]}]';
    expect((await shop.qualify(shop.write('leads.json', text))).code).toBe(0);
    expect(ownCells(shop.output('leads.annotated.csv'))).toEqual([
      ['email', 'employees', 'a.b.c', 'tags'],
      ['a@b.example', '20.50', '1e3', '["x",{"y":1.0}]'],
    ]);
  });
});

describe('faults 17', () => {
  const text = 'email,employees\na@b.example,20\nc@d.example,5\n';

  it('faults 17: gzip of many members is read whole', async () => {
    const shop = openShop();
    const members = text.split('\n').map(line => gzipSync(line === '' ? '' : `${line}\n`));
    expect((await shop.qualify(shop.write('leads.csv.gz', Buffer.concat(members)))).code).toBe(0);
    expect(ownCells(shop.output('leads.annotated.csv'))).toEqual(rowsOf(text));
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, -5), 'the gzip data is cut short'],
    [
      'trailing garbage',
      (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('garbage')]),
      'the gzip data is damaged',
    ],
  ])('faults 17: gzip with %s', async (_, spoil, message) => {
    const shop = openShop();
    const { code, err } = await shop.qualify(shop.write('leads.csv.gz', spoil(gzipSync(text))));
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe('faults 34', () => {
  it.each([
    ['an Excel workbook', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from('xxxl/workbook.xml')])],
    ['an Excel workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
    ['an image', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['an image', Buffer.from('ffd8ffe000104a464946', 'hex')],
  ])('faults 34: %s', async (kind, bytes) => {
    const shop = openShop();
    for (const run of [shop.qualify, (list: string) => shop.run('inspect', list)]) {
      const { code, err } = await run(shop.write('leads.csv', bytes));
      expect(code).toBe(2);
      expect(err).toContain(`is ${kind}; save it as CSV UTF-8`);
    }
  });
});

describe('faults 35', () => {
  const LEADS = 'email,employees\na@b.example,20\nzoé@d.example,5\n';

  it.each([
    ['without a known column', 'town\nParis\n'],
    ['that is empty', ''],
  ])('faults 35: a suppression list %s', async (_, content) => {
    const shop = openShop();
    const list = shop.write('leads.csv', LEADS);
    const { code, err } = await shop.qualify(list, '--suppress', shop.write('stop.csv', content));
    expect(code).toBe(2);
    expect(err).toContain('stop.csv');
  });

  it('faults 35: a suppression list in another encoding is detected like any list', async () => {
    const shop = openShop();
    const list = shop.write('leads.csv', LEADS);
    const stop = shop.write(
      'stop.csv',
      iconv.encode('Export des clients\nemail;nom\na@b.example;Zoé\n', 'windows-1252'),
    );
    const { code, err } = await shop.qualify(list, '--suppress', stop);
    expect(code).toBe(0);
    expect(err).toContain('read as windows-1252');
    expect(readFileSync(join(shop.path, 'out/run.json'), 'utf8')).toContain('stop.csv');
  });
});
