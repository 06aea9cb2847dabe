import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { FIXTURES, LEADS, leadsieve, openWorkshop } from '../leadsieve.ts';

function prepare() {
  const shop = openWorkshop();
  shop.write('leads.csv', LEADS);
  return { shop, run: (...args: string[]) => leadsieve(args, { cwd: shop.path }) };
}

/** As a French Excel saves it: windows-1252, semicolons, CRLF, lines above the header and a line of totals. */
const FRENCH_ROWS = [
  'Export des prospects;;;;;;;;;',
  'Édité le 02/11/2026;;;;;;;;;',
  '',
  'Nom;Prénom;Société;Fonction;Adresse e-mail;Téléphone;Effectif;Montant HT;Date de contact;Besoin',
  'Lefèvre;Zoé;Fonderie de l’Œil;Gérante;zoe@fonderie.example;06 39 98 37 64;51-200;12 500,50 €;13/10/2026;oui',
  '"Dupré; fils";Anaïs;"Ateliers ""Noël""";Comptable;anais@ateliers.example;01 99 00 52 50;5;1 234,56 €;28/09/2026;non',
  'Gaël;Inès;Société Générique;Directeur général;ines@generique.example;;1 000 et plus;45 000,00 €;01/11/2026;oui',
  'Marçais;Loïc;Café du Port;;loic@port.example;06 39 98 00 11;;;30/10/2026;',
  'Total;;;;;;;58 735,06 €;;',
];

describe('a French Excel export', () => {
  test('goes through init and qualify untouched by hand', async () => {
    const { shop, run } = prepare();
    shop.write('prospects.csv', iconv.encode(`${FRENCH_ROWS.join('\r\n')}\r\n`, 'windows-1252'));
    const drafted = await run('init', 'prospects.csv', '-o', 'rules.yaml');
    expect([drafted.code, drafted.out]).toEqual([0, '']);
    expect(drafted.err).toContain('prospects.csv is not UTF-8');
    const rules = shop.read('rules.yaml');
    expect(rules).toContain('locale: fr');
    expect(rules).toContain('# known by its header; 100 % of 3 cells read as a number under fr');
    expect(rules).toContain('budget_amount: { type: number, columns: [Montant HT] }');
    expect(rules).toContain('last_activity: { type: date, columns: [Date de contact] }');
    expect(rules).toContain('phone: { type: phone, columns: [Téléphone] }');
    expect((await run('test', 'rules.yaml')).code).toBe(0);
    const judged = await run('qualify', 'prospects.csv', '-r', 'rules.yaml', '--as-of', '2026-11-02');
    expect(judged.code).toBe(0);
    expect(judged.out).toContain('5 rows = 4 judged + 0 duplicates + 1 empty + 0 rejected');
    const rows = shop.rows('qualified/prospects.annotated.csv', ';');
    expect(rows.map(row => [row.Nom, row.qual_stage, row.qual_issues])).toEqual([
      ['Lefèvre', 'SQL', ''],
      ['Dupré; fils', 'lead', ''],
      ['Gaël', 'SQL', ''],
      ['Marçais', 'lead', ''],
      ['Total', '', 'row:empty'],
    ]);
  });
});

describe('leadsieve init', () => {
  test.each(['broker-fr.csv', 'crm-en.csv', 'crm-pl.json'])(
    '%s: the draft judges its own list',
    async name => {
      const { shop, run } = prepare();
      const list = join(FIXTURES, name);
      const { code, out } = await run('init', list);
      expect(code).toBe(0);
      shop.write('rules.yaml', out);
      const judged = await run('qualify', list, '-r', 'rules.yaml', '--as-of', '2026-11-01');
      expect(judged.err).not.toContain('error');
      expect(judged.code).toBe(0);
      const { total } = JSON.parse(shop.read('qualified/summary.json')) as { total: Record<string, number> };
      expect(total.sql).toBeGreaterThan(0);
      expect(total.mql).toBeGreaterThan(total.sql ?? 0);
      expect(total.leads).toBeGreaterThan(total.mql ?? 0);
    },
  );

  test('writes to stdout, or to a file that is not there yet', async () => {
    const { shop, run } = prepare();
    const { out } = await run('init', 'leads.csv');
    expect(out).toContain('rulebook: leads\n');
    const written = await run('init', 'leads.csv', '-o', 'rules.yaml');
    expect([written.code, written.out, written.err]).toEqual([0, '', 'written: rules.yaml\n']);
    expect(shop.read('rules.yaml')).toBe(out);
    shop.write('rules.yaml', 'mine');
    const refused = await run('init', 'leads.csv', '-o', 'rules.yaml');
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('error[file-exists]: rules.yaml exists already');
    expect(shop.read('rules.yaml')).toBe('mine');
    expect(readdirSync(shop.path).filter(name => name.startsWith('.'))).toEqual([]);
  });

  test('a folder that is not there ends with 2', async () => {
    const { shop, run } = prepare();
    const { code, err } = await run('init', 'leads.csv', '--out', 'none/rules.yaml');
    expect(err).toContain('none/rules.yaml does not exist');
    expect(code).toBe(2);
    expect(existsSync(join(shop.path, 'none'))).toBe(false);
  });

  test('--outcome is left out; a wrong name ends with the nearest', async () => {
    const { run } = prepare();
    const { code, err } = await run('init', 'leads.csv', '--outcome', 'needs');
    expect([code, err]).toEqual([2, expect.stringContaining('did you mean need?')]);
    const { out } = await run('init', 'leads.csv', '--outcome', 'Need');
    expect(out).not.toContain('need_stated');
  });

  test('reads from stdin, with the dialect that is said', async () => {
    const { shop } = prepare();
    const options = { cwd: shop.path, input: "email|title\n'ann@acme.example'|'CEO'\n" };
    const { code, out } = await leadsieve(['init', '-', '--quote', "'", '--delimiter', '|'], options);
    expect(code).toBe(0);
    expect(out).toContain('rulebook: stdin');
    expect(out).toContain('email: { type: email, columns: [email] }');
  });

  test.each([
    ['no list', ['init'], 'missing required argument'],
    ['a list that is not there', ['init', 'gone.csv'], 'gone.csv does not exist'],
    ['a list that is no list', ['init', 'empty.csv'], 'empty.csv is empty'],
    ['an unknown option', ['init', 'leads.csv', '--outcom', 'x'], 'did you mean --outcome?'],
  ])('%s ends with 2', async (_, args, hint) => {
    const { shop, run } = prepare();
    shop.write('empty.csv', '');
    const { code, err } = await run(...args);
    expect(err).toContain(hint);
    expect(code).toBe(2);
  });
});
