import { linkSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { leadsieve, openWorkshop } from '../leadsieve.ts';

const LIST = [
  'Export des leads;;;',
  ';;;',
  'Courriel;Société;Budget;Créé le',
  'a@b.example;Acme;1 234,56 €;02/01/2026',
  'c@d.example;Bolt;2 000,00 €;13/01/2026',
  'not an address;Bolt;3 000,00 €;14/01/2026',
  'e@f.example;"Core;10 €;15/01/2026',
  ';;;',
  'g@h.example;Dyne;500 €',
  'Total;;6 734,56 €;',
].join('\r\n');

describe('leadsieve inspect', () => {
  it('shows how a list is read, its faults and its columns, and no cell', async () => {
    const shop = openWorkshop();
    shop.write('leads.csv', iconv.encode(LIST, 'windows-1252'));
    const { code, out, err } = await leadsieve(['inspect', 'leads.csv'], { cwd: shop.path });
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "leads.csv: windows-1252, semicolon, quote ", CRLF, header on line 3, 4 columns
      7 rows, 1 rejected, 2 without content, 1 short
        rejected: row 4, line 7, byte 192: the quote opened on line 7 is never closed; close it, or doubl…

      #  column    field              filled %   distinct  type
      1  Courriel  email (8)             100.0          4  text
         1 cell is no email: row 3
      2  Société   company (8)           100.0          3  text
      3  Budget    budget_amount (5)     100.0          4  en en-GB text, fr pl number
      4  Créé le   -                      75.0          3  en text, en-GB fr pl date

      doubt: leads: Créé le: 2 more of 3 filled cells read with the day first, and 1 as other days: try
             --dates leads=dmy
      doubt: leads: budget_amount: 3 more of 4 filled cells read as fr writes numbers: try --locale
             leads=fr
      "
    `);
    expect(err).toMatchInlineSnapshot(`
      "warning[encoding-guessed]: leads.csv is not UTF-8 (byte 39 cannot be); read as windows-1252
        fix: if names look wrong, say --encoding

      warning[preamble-skipped]: leads.csv: the header is on line 3; the lines above it were skipped
        fix: if it is another line, say --header-row

      2 warnings
      warning[total-row]: leads.csv ends in a row of totals (from line 10); in no figure

      warning[empty-rows]: leads.csv: 1 row is empty; in no figure

      2 warnings
      "
    `);
    expect(out.split('\n').every(line => line.length <= 100)).toBe(true);
    expect(out + err).not.toMatch(/Acme|b\.example|not an address|1 234/);
  });

  it('shows values only if asked, and safely', async () => {
    const shop = openWorkshop();
    shop.write('leads.csv', 'name,note\nAnn,\x1b[31mred\nBob,::error::x\nCy,\u202eabc\n');
    const { out } = await leadsieve(['inspect', 'leads.csv', '--show-values'], { cwd: shop.path });
    expect(out).toContain('commonest: Ann (1), Bob (1), Cy (1)');
    expect(out).toContain('\\x1b[31mred (1)');
    expect(out).toContain('\\u202eabc (1)');
    expect(out).not.toMatch(/[\x1b\u202e]/);
  });

  it('writes the same rows as clean RFC 4180', async () => {
    const shop = openWorkshop();
    shop.write('leads.csv', iconv.encode(LIST, 'windows-1252'));
    const { code, err } = await leadsieve(['inspect', 'leads.csv', '--rewrite', 'out/clean.csv'], {
      cwd: shop.path,
    });
    expect(code).toBe(0);
    expect(shop.read('out/clean.csv').split('\r\n')).toEqual([
      'Courriel,Société,Budget,Créé le',
      'a@b.example,Acme,"1 234,56 €",02/01/2026',
      'c@d.example,Bolt,"2 000,00 €",13/01/2026',
      'not an address,Bolt,"3 000,00 €",14/01/2026',
      'e@f.example,"""Core",10 €,15/01/2026',
      'g@h.example,Dyne,500 €,',
      'Total,,"6 734,56 €",',
      '',
    ]);
    expect(err).toContain(
      '6 rows written to out/clean.csv as RFC 4180: UTF-8, comma, CRLF; 1 mended by taking quotes as text, 1 without content left out',
    );
    expect(readdirSync(join(shop.path, 'out'))).toEqual(['clean.csv']);
    expect(statSync(join(shop.path, 'out/clean.csv')).mode & 0o600).toBe(0o600);
    const again = await leadsieve(['inspect', 'out/clean.csv', '--rewrite', 'out/again.csv'], {
      cwd: shop.path,
    });
    expect([again.code, shop.read('out/again.csv')]).toEqual([0, shop.read('out/clean.csv')]);
  });

  it('never writes over its input, also by way of a link', async () => {
    const shop = openWorkshop();
    shop.write('leads.csv', 'a,b\n1,2\n');
    linkSync(join(shop.path, 'leads.csv'), join(shop.path, 'other.csv'));
    for (const file of ['leads.csv', './leads.csv', 'other.csv']) {
      const { code, err } = await leadsieve(['inspect', 'leads.csv', '--rewrite', file], { cwd: shop.path });
      expect(code).toBe(2);
      expect(err).toContain('is the input leads.csv');
      expect(err).toContain('fix: name another file');
    }
    expect(shop.read('leads.csv')).toBe('a,b\n1,2\n');
    expect(readdirSync(shop.path).sort()).toEqual(['leads.csv', 'other.csv']);
  });

  it('gives the findings as JSON', async () => {
    const shop = openWorkshop();
    shop.write('leads.csv.gz', gzipSync(iconv.encode(LIST, 'windows-1252')));
    const args = ['inspect', 'leads.csv.gz', '--format', 'json', '-r', 'bant', '--rewrite', 'clean.csv'];
    const { out } = await leadsieve(args, { cwd: shop.path });
    const found = JSON.parse(out);
    expect(found).toMatchObject({
      list: 'leads',
      encoding: 'windows-1252',
      delimiter: ';',
      newline: '\r\n',
      header_line: 3,
      rows: 7,
      rejected: 1,
      blank_rows: 2,
      repairs: { short: 1 },
      rejects: [{ row: 4, line: 7, code: 'unclosed-quote' }],
      rewritten: { file: 'clean.csv', rows: 6, quotes: 1, blank_rows: 1, rejected: 0 },
    });
    expect(found.findings.map(({ code }: { code: string }) => code)).toEqual([
      'encoding-guessed',
      'preamble-skipped',
      'total-row',
      'empty-rows',
    ]);
    expect(found.columns[0]).toMatchObject({
      header: 'Courriel',
      field: 'email',
      rulebooks: ['bant'],
      filled: 4,
      distinct: 4,
      invalid: { type: 'email', cells: 1, rows: [3] },
    });
    expect(found.columns[2].types).toMatchObject({ en: { type: 'text' }, fr: { type: 'number', share: 1 } });
    expect(out).not.toContain('Acme');
  });

  it('takes the better of two readings, says so, and is told otherwise', async () => {
    const shop = openWorkshop();
    shop.write('leads.csv', 'a;b,c\n1;2,3\n');
    const { code, out, err } = await leadsieve(['inspect', 'leads.csv'], { cwd: shop.path });
    expect(code).toBe(0);
    expect(err).toContain('warning[ambiguous-delimiter]: leads.csv: the delimiter may be comma or semicolon');
    expect(out).toContain('leads.csv: utf-8, comma,');
    const told = await leadsieve(['inspect', 'leads.csv', '--delimiter', ';'], { cwd: shop.path });
    expect(told.out).toContain('leads.csv: utf-8, semicolon,');
    expect(told.err).toBe('');
  });

  it('reads standard input, writes an empty copy of an empty list, and refuses what is no list', async () => {
    const shop = openWorkshop();
    const piped = await leadsieve(['inspect', '-', '--rewrite', 'clean.csv'], {
      cwd: shop.path,
      input: 'a;b\n1;2\n',
    });
    expect([piped.code, shop.read('clean.csv')]).toEqual([0, 'a,b\r\n1,2\r\n']);
    shop.write('empty.csv', '');
    const empty = await leadsieve(['inspect', 'empty.csv', '--rewrite', 'nothing.csv'], { cwd: shop.path });
    expect([empty.code, shop.read('nothing.csv')]).toEqual([0, '']);
    expect(empty.err).toContain('empty.csv is empty');
    expect((await leadsieve(['inspect', 'empty.csv'], { cwd: shop.path })).code).toBe(2);
    shop.write('book.csv', Buffer.from('d0cf11e0a1b11ae1', 'hex'));
    const book = await leadsieve(['inspect', 'book.csv', '--rewrite', 'book-clean.csv'], { cwd: shop.path });
    expect(book.code).toBe(2);
    expect(book.err).toContain('is an Excel workbook; save it as CSV UTF-8');
    expect(readdirSync(shop.path)).not.toContain('book-clean.csv');
  });
});
