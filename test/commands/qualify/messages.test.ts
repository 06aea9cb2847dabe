import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LEADS, leadsieve, openWorkshop, RULEBOOK } from '../leadsieve.ts';

const COMMAND = join(import.meta.dirname, '../../../bin/leadsieve.js');
const COSTS = 'currency: EUR\nsources:\n  linkedin: { spend: 100 }\n  ghost: { spend: 5 }\n';

function prepare() {
  const shop = openWorkshop();
  shop.write('rules.yaml', RULEBOOK);
  shop.write('costs.yaml', COSTS);
  shop.write('leads.csv', LEADS);
  const qualify = (...args: string[]) =>
    leadsieve(['qualify', ...args, '-r', 'rules.yaml', '--as-of', '2026-11-01'], { cwd: shop.path });
  return { shop, qualify };
}

describe('what was guessed about a list', () => {
  test('is told, and kept in run.json', async () => {
    const { shop, qualify } = prepare();
    shop.write('old.csv', Buffer.from(`${LEADS}zoé@corp.example,Gérante,1,,,,x\n`, 'latin1'));
    const { code, err } = await qualify('old.csv');
    expect(code).toBe(0);
    expect(err).toContain('old.csv is not UTF-8');
    expect(JSON.parse(shop.read('qualified/run.json'))).toMatchObject({
      lists: [{ encoding: 'windows-1252', findings: [{ code: 'encoding-guessed' }] }],
    });
  });
});

test('run.json has the hash of the cost file', async () => {
  const { shop, qualify } = prepare();
  await qualify('leads.csv', '-c', 'costs.yaml');
  expect(JSON.parse(shop.read('qualified/run.json'))).toMatchObject({
    costs: [{ file: 'costs.yaml', bytes: COSTS.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
  });
});

test('help shows no defaults that only a programmer reads', async () => {
  expect((await leadsieve(['qualify', '--help'])).out).not.toContain('[]');
});

describe('a wrong command line', () => {
  test.each([
    [['quailfy', 'leads.csv'], 'did you mean qualify?'],
    [['qualify', 'leads.csv', '-r', 'bant', '--lokale', 'fr'], 'did you mean --locale?'],
    [['qualify', 'leads.csv', '-r', 'bant', '--to', 'xml'], 'allowed choices are csv, ndjson'],
    [['qualify', 'leads.csv', '-r', 'bant', '--workers', '0'], 'it takes a whole number from 1'],
    [['qualify', '-r', 'bant'], '--help lists what there is'],
    [['qualify', 'leads.csv'], 'name a rulebook: a file, or one of bant, '],
  ])('%j is reported like any other fault', async (args, fix) => {
    const { code, out, err } = await leadsieve(args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^error\[bad-option\]: /);
    expect(err).toContain(`fix: ${fix}`);
  });

  test('names the misspelt option before the one that is missing for it', async () => {
    const { shop } = prepare();
    const misspelt = await leadsieve(['qualify', 'leads.csv', '--rule', 'rules.yaml'], { cwd: shop.path });
    expect(misspelt.code).toBe(2);
    expect(misspelt.err).toContain("unknown option '--rule'\n  fix: did you mean --rules?");
    for (const args of [
      ['qualify', 'leads.csv'],
      ['explain', 'leads.csv', '--lead', '1'],
    ]) {
      const { code, err } = await leadsieve(args, { cwd: shop.path });
      expect([code, err]).toEqual([
        2,
        expect.stringContaining(
          'error[bad-option]: --rules is missing\n  fix: name a rulebook: a file, or one of bant, ',
        ),
      ]);
    }
  });

  test('says where a missing list was looked for', async () => {
    const { code, err } = await prepare().qualify('laeds.csv');
    expect(code).toBe(2);
    expect(err).toContain(
      'laeds.csv does not exist\n  fix: check the path, seen from the folder that you are in',
    );
  });
});

describe('a summary that is data', () => {
  test.each(['json', 'csv'])(
    '--format %s leaves warnings and where the files went to stderr',
    async format => {
      const { qualify } = prepare();
      const { out, err } = await qualify(
        'leads.csv',
        ...['-c', 'costs.yaml', '--format', format, '--warn-if', 'leads < 100'],
      );
      expect(err).toContain('warning: spend without leads in EUR: ghost 5.00\n');
      expect(err).toContain('warning: leads < 100: it is 4\n');
      expect(err).toContain('written: qualified/leads.annotated.csv\n');
      if (format === 'json') expect(JSON.parse(out)).toMatchObject({ currency: 'EUR' });
      else expect(out).toMatch(/^source,row,leads,.*\n(?:[^\n]+,EUR\n)+$/);
    },
  );

  test('nothing is told twice', async () => {
    const { shop, qualify } = prepare();
    shop.write('few.csv', 'email,job title\nann@acme.example,CEO\n');
    const { err } = await qualify('few.csv', '--format', 'csv');
    expect(err.match(/SQL is out of reach/g)).toHaveLength(1);
  });
});

describe('--strict', () => {
  test('says which repairs a list needed', async () => {
    const { shop, qualify } = prepare();
    shop.write('leads.csv', `${LEADS}eve@corp.example,a "CEO"\nfay@corp.example\n`);
    const { code, err } = await qualify('leads.csv', '--strict');
    expect(code).toBe(2);
    expect(err).toContain('leads.csv needed repairs: 2 short rows, 1 row with a stray quote');
  });

  test('names all absent fields of a list in one finding', async () => {
    const { shop, qualify } = prepare();
    shop.write('few.csv', 'email,job title,need\nann@acme.example,CEO,yes\n');
    const { err } = await qualify('few.csv', '--strict');
    expect(err).toContain('few.csv has no column for employees, budget, seen, source\n');
    expect(err).toContain('1 error\n');
  });
});

test('a locale for a list that is not there ends with 2 and the names that are', async () => {
  const { err, code } = await prepare().qualify('leads.csv', '--locale', 'lead=fr');
  expect(code).toBe(2);
  expect(err).toContain('fix: one of leads');
});

test.skipIf(!existsSync('/dev/full'))('a full disk behind stdout is no defect', () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [COMMAND, 'show', 'bant'], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  closeSync(full);
  expect(stderr).toContain('standard output cannot be written: the disk is full');
  expect(status).toBe(2);
});

test('explain calls standard input what the other commands call it', async () => {
  const { shop } = prepare();
  const { out } = await leadsieve(['explain', '-', '-r', 'rules.yaml', '--lead', '1'], {
    cwd: shop.path,
    input: LEADS,
  });
  expect(out).toMatch(/^standard input, row 1: /);
});

test('inspect has no fill rate for a list without rows', async () => {
  const { shop } = prepare();
  shop.write('head.csv', 'email,title\n');
  const [table, json] = await Promise.all(
    ['table', 'json'].map(format =>
      leadsieve(['inspect', 'head.csv', '--format', format], { cwd: shop.path }),
    ),
  );
  expect(table?.out).toMatch(/email \(8\) +n\/a +0 +-/);
  expect(JSON.parse(json?.out ?? '').columns[0]).toMatchObject({ filled: 0, fill_rate: null });
});
