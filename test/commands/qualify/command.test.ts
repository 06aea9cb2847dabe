import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LEADS, leadsieve, openWorkshop, RULEBOOK } from '../leadsieve.ts';

const AS_OF = ['--as-of', '2026-11-01'];

function prepare(leads: string = LEADS) {
  const shop = openWorkshop();
  shop.write('rules.yaml', RULEBOOK);
  shop.write('leads.csv', leads);
  const qualify = (...args: string[]) =>
    leadsieve(['qualify', 'leads.csv', '-r', 'rules.yaml', ...AS_OF, ...args], { cwd: shop.path });
  return { shop, qualify };
}

describe('the annotated list', () => {
  test('has every row in order, its own bytes first, then the whole block', async () => {
    const { shop, qualify } = prepare();
    const { code } = await qualify();
    expect(code).toBe(0);
    expect(shop.read('qualified/leads.annotated.csv')).toMatchInlineSnapshot(`
      "email,job title,employees,budget,need,seen,source,qual_stage,qual_could_be,qual_answers_needed,qual_next_question,qual_score,qual_score_fit,qual_score_interest,qual_grade,qual_trio,qual_trio_detail,qual_reasons,qual_unknown,qual_route,qual_follow_up_by,qual_duplicate_of,qual_issues,qual_by
      ann@acme.example,CEO,100,,yes,2026-10-31,li,SQL,,,,45,30,15,A,2 of 3,budget_set? decider+ needy+,trio; total>=20; fit.size+10; fit.decider+20; interest.need+15,budget_set,sales,2026-11-03,,,demo v2 2026-11-01
      bob@gmail.com,assistant,10,500,no,,webinar,lead,,,,-4.5,-4.5,0,,0 of 3,budget_set- decider- needy-,fit.size+1; fit.free-5.5,,database,,,,demo v2 2026-11-01
      ANN@acme.example,CEO,100,,yes,2026-10-31,li,duplicate,,,,,,,,,,,,,,leads:1,,demo v2 2026-11-01
      cid@corp.example,"CTO, interim",,2000,,2026-10-01,LinkedIn,SQL,,,,20,20,0,B,2 of 3,budget_set+ decider+ needy?,trio; total>=20; fit.decider+20,needy,sales,2026-11-03,,,demo v2 2026-11-01
      dora@corp.example,,many,,,,,lead,SQL,2+,What budget is set aside?,0,0,0,,0 of 3,budget_set? decider? needy?,,budget_set; decider; needy,database,,,employees:invalid,demo v2 2026-11-01
      "
    `);
  });

  test('ends with qual_by and starts its block with qual_stage, in the order of the contract', async () => {
    const { shop, qualify } = prepare();
    await qualify();
    const [header = ''] = shop.read('qualified/leads.annotated.csv').split('\n');
    expect(header.split(',').slice(7)).toEqual([
      'qual_stage',
      'qual_could_be',
      'qual_answers_needed',
      'qual_next_question',
      'qual_score',
      'qual_score_fit',
      'qual_score_interest',
      'qual_grade',
      'qual_trio',
      'qual_trio_detail',
      'qual_reasons',
      'qual_unknown',
      'qual_route',
      'qual_follow_up_by',
      'qual_duplicate_of',
      'qual_issues',
      'qual_by',
    ]);
  });

  test('judged again, has its block replaced by the same verdicts', async () => {
    const { shop, qualify } = prepare();
    await qualify();
    const first = shop.read('qualified/leads.annotated.csv');
    shop.write('leads.csv', first);
    const { code } = await qualify('--out', 'again');
    expect(code).toBe(0);
    expect(shop.read('again/leads.annotated.csv')).toBe(first);
  });

  test('keeps a qual_ column that is the user’s own', async () => {
    const own = LEADS.split('\n').map((line, index) =>
      line === '' ? '' : `${line},${index === 0 ? 'qual_mine' : 'x'}`,
    );
    const { shop, qualify } = prepare(own.join('\n'));
    await qualify();
    expect(shop.read('qualified/leads.annotated.csv').split('\n')[0]).toContain(
      'source,qual_mine,qual_stage',
    );
  });

  test.each([
    ['line endings', (text: string) => text.replaceAll('\n', '\r\n')],
    ['old line endings', (text: string) => text.replaceAll('\n', '\r')],
    ['the delimiter', (text: string) => text.replaceAll(/,(?! )/g, ';')],
    ['tabs', (text: string) => text.replaceAll(/,(?! )/g, '\t')],
    [
      'the order of the columns',
      (text: string) =>
        text.replaceAll(/^((?:"[^"]*"|[^,\n])*(?:,(?:"[^"]*"|[^,\n]*)){5}),([^,\n]*)$/gm, '$2,$1'),
    ],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
  ])('says the same whatever %s', async (_, change) => {
    const { shop, qualify } = prepare();
    await qualify();
    const verdicts = (name: string) => {
      const text = shop.read(name);
      const delimiter = [',', ';', '\t'].find(mark => text.slice(0, 12).includes(mark)) ?? ',';
      return shop
        .rows(name, delimiter)
        .map(row => Object.entries(row).filter(([header]) => header.startsWith('qual_')));
    };
    const plain = verdicts('qualified/leads.annotated.csv');
    expect(plain).toHaveLength(5);
    shop.write('leads.csv', change(LEADS));
    const { code } = await qualify('--out', 'changed');
    expect(code).toBe(0);
    expect(verdicts('changed/leads.annotated.csv')).toEqual(plain);
  });

  test('is the same from gzip, from stdin and from JSON', async () => {
    const { shop, qualify } = prepare();
    await qualify();
    const rows = shop.rows('qualified/leads.annotated.csv');
    const judged = (from: Record<string, string>[]) =>
      from.map(({ qual_stage, qual_score, qual_reasons }) => [qual_stage, qual_score, qual_reasons]);
    shop.write('zipped.csv.gz', gzipSync(LEADS));
    await leadsieve(['qualify', 'zipped.csv.gz', '-r', 'rules.yaml', ...AS_OF], { cwd: shop.path });
    expect(shop.read('qualified/zipped.annotated.csv').replace('zipped:1', 'leads:1')).toBe(
      shop.read('qualified/leads.annotated.csv'),
    );
    await leadsieve(['qualify', '-', '-r', 'rules.yaml', ...AS_OF], { cwd: shop.path, input: LEADS });
    expect(shop.read('qualified/stdin.annotated.csv').replace('stdin:1', 'leads:1')).toBe(
      shop.read('qualified/leads.annotated.csv'),
    );
    const leads = rows.map(row =>
      Object.fromEntries(Object.entries(row).filter(([header]) => !header.startsWith('qual_'))),
    );
    shop.write('leads.json', JSON.stringify(leads));
    await leadsieve(['qualify', 'leads.json', '-r', 'rules.yaml', ...AS_OF, '-o', 'json'], {
      cwd: shop.path,
    });
    expect(judged(shop.rows('json/leads.annotated.csv'))).toEqual(judged(rows));
    shop.write('lines.ndjson', leads.map(lead => JSON.stringify(lead)).join('\n'));
    await leadsieve(['qualify', 'lines.ndjson', '-r', 'rules.yaml', ...AS_OF], { cwd: shop.path });
    expect(judged(shop.rows('qualified/lines.annotated.csv'))).toEqual(judged(rows));
  });
});

describe('what to write', () => {
  test('--stdout gives the list to stdout and the summary to stderr', async () => {
    const { shop, qualify } = prepare();
    const { out, err } = await qualify('--stdout');
    expect(out.split('\n')).toHaveLength(7);
    expect(err).toContain('TOTAL');
    expect(existsSync(join(shop.path, 'qualified/leads.annotated.csv'))).toBe(false);
    expect(existsSync(join(shop.path, 'qualified/summary.json'))).toBe(true);
  });

  test('--select takes these columns in this order', async () => {
    const { shop, qualify } = prepare();
    await qualify('--select', 'qual_stage,email');
    expect(shop.read('qualified/leads.annotated.csv').split('\n').slice(0, 3)).toEqual([
      'qual_stage,email',
      'SQL,ann@acme.example',
      'lead,bob@gmail.com',
    ]);
  });

  test('--split makes one more file for each stage', async () => {
    const { shop, qualify } = prepare();
    await qualify('--split');
    expect(shop.rows('qualified/leads.SQL.csv').map(({ email }) => email)).toEqual([
      'ann@acme.example',
      'cid@corp.example',
    ]);
    expect(shop.rows('qualified/leads.duplicate.csv')).toHaveLength(1);
  });

  test('--to ndjson writes one object a row', async () => {
    const { shop, qualify } = prepare();
    await qualify('--to', 'ndjson');
    const rows = shop
      .read('qualified/leads.annotated.ndjson')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as object);
    expect(rows).toHaveLength(5);
    expect(rows[0]).toMatchObject({ email: 'ann@acme.example', qual_stage: 'SQL', qual_score: '45' });
  });

  test('formulas are guarded for spreadsheets and left alone for imports', async () => {
    const { shop, qualify } = prepare(`${LEADS}eve@corp.example,=cmd(),1,,,,x\n`);
    await qualify();
    expect(shop.read('qualified/leads.annotated.csv')).toContain("eve@corp.example,'=cmd(),1");
    await qualify('--for', 'import');
    expect(shop.read('qualified/leads.annotated.csv')).toContain('eve@corp.example,=cmd(),1');
  });

  test('--no-dedupe judges every row', async () => {
    const { shop, qualify } = prepare();
    await qualify('--no-dedupe');
    expect(shop.rows('qualified/leads.annotated.csv').map(row => row.qual_stage)).toEqual([
      'SQL',
      'lead',
      'SQL',
      'SQL',
      'lead',
    ]);
  });
});

describe('what overrules detection', () => {
  test('--encoding, --delimiter and --quote', async () => {
    const { shop, qualify } = prepare();
    shop.write(
      'leads.csv',
      Buffer.from("email|job title\nann@acme.example|'Dyrektor|CEO \u00b3'\n", 'latin1'),
    );
    const { code } = await qualify('--delimiter', '|', '--quote', "'", '--encoding', 'iso-8859-2');
    expect(code).toBe(0);
    expect(shop.read('qualified/leads.annotated.csv')).toContain("ann@acme.example|'Dyrektor|CEO ł'|");
  });

  test('--header-row and --no-header', async () => {
    const { shop, qualify } = prepare(`exported,today\n${LEADS}`);
    expect((await qualify('--header-row', '2')).code).toBe(0);
    expect(shop.rows('qualified/leads.annotated.csv')).toHaveLength(5);
    shop.write('leads.csv', 'ann@acme.example,CEO\n');
    await qualify('--no-header', '--column', 'email=column_1');
    expect(shop.read('qualified/leads.annotated.csv')).toMatch(/^column_1,column_2,qual_stage/);
  });
});

describe('when to fail', () => {
  test('a gate that trips ends with 1, keeps the earlier output and puts the new one into held/', async () => {
    const { shop, qualify } = prepare();
    await qualify();
    const earlier = shop.read('qualified/leads.annotated.csv');
    shop.write('leads.csv', LEADS.replace('ann@', 'anna@'));
    const { code, err } = await qualify('--fail-if', 'leads > 2');
    expect(code).toBe(1);
    expect(err).toContain('leads > 2');
    expect(shop.read('qualified/leads.annotated.csv')).toBe(earlier);
    expect(shop.read('qualified/held/leads.annotated.csv')).toContain('anna@');
    expect(JSON.parse(shop.read('qualified/held/run.json'))).toMatchObject({
      gates: [{ expression: 'leads > 2', tripped: true }],
    });
  });

  test('a gate on a figure that is not there trips and says why', async () => {
    const { code, err } = await prepare().qualify('--fail-if', 'cpsql > 250');
    expect(code).toBe(1);
    expect(err).toMatch(/cpsql > 250: .*/);
  });

  test('--warn-if only says so', async () => {
    const { code, out } = await prepare().qualify('--warn-if', 'leads > 2');
    expect(code).toBe(0);
    expect(out).toContain('leads > 2');
  });

  test('too many unreadable rows end with 1', async () => {
    const { shop, qualify } = prepare(`${LEADS}"never closed,1\nfay@corp.example,CEO,5,,,,x\n`);
    expect((await qualify('--max-rejected', '0')).code).toBe(1);
    expect(shop.read('qualified/held/leads.rejected.csv')).toContain('never closed');
    expect((await qualify('--max-rejected', '1')).code).toBe(0);
    expect(shop.rows('qualified/leads.annotated.csv').at(-1)).toMatchObject({
      email: 'fay@corp.example',
      qual_stage: 'MQL',
    });
  });

  test('rejects and stages of an earlier run do not stay beside the list of a later one', async () => {
    const { shop, qualify } = prepare(`${LEADS}"never closed,1\n`);
    await qualify('--split');
    expect(existsSync(join(shop.path, 'qualified/leads.rejected.csv'))).toBe(true);
    expect(existsSync(join(shop.path, 'qualified/leads.SQL.csv'))).toBe(true);
    shop.write('leads.csv', LEADS);
    shop.write('qualified/other.rejected.csv', 'of another list');
    await qualify();
    expect(readdirSync(join(shop.path, 'qualified')).sort()).toEqual([
      'leads.annotated.csv',
      'other.rejected.csv',
      'run.json',
      'summary.json',
    ]);
  });

  test('a run that is refused leaves no folder behind', async () => {
    const { shop, qualify } = prepare(LEADS.replace('budget', 'money'));
    expect((await qualify('--strict')).code).toBe(2);
    expect(existsSync(join(shop.path, 'qualified'))).toBe(false);
  });

  test('--strict refuses absent fields, and nothing is written', async () => {
    const { shop, qualify } = prepare(LEADS.replace('budget', 'money'));
    const { code, err } = await qualify('--strict');
    expect(code).toBe(2);
    expect(err).toContain('budget');
    expect(existsSync(join(shop.path, 'qualified/leads.annotated.csv'))).toBe(false);
  });

  test.each([
    ['a list that is not there', ['qualify', 'gone.csv', '-r', 'bant'], 'gone.csv'],
    ['a rulebook that is not there', ['qualify', 'leads.csv', '-r', 'bnat'], 'bant'],
    ['an unknown option', ['qualify', 'leads.csv', '--rule', 'bant'], '--rules'],
    ['a list given twice', ['qualify', 'leads.csv', './leads.csv', '-r', 'rules.yaml'], 'named leads'],
    [
      'an unknown field',
      ['qualify', 'leads.csv', '-r', 'rules.yaml', '--column', 'emial=job title'],
      'did you mean email',
    ],
    [
      'an unknown header',
      ['qualify', 'leads.csv', '-r', 'rules.yaml', '--column', 'email=jop title'],
      'did you mean job title',
    ],
    ['a wrong day', ['qualify', 'leads.csv', '-r', 'rules.yaml', '--as-of', '2026-02-30'], '2026-02-30'],
    ['a wrong gate', ['qualify', 'leads.csv', '-r', 'rules.yaml', '--fail-if', 'cpsq > 3'], 'cpsql'],
    ['no field in the header', ['qualify', 'other.csv', '-r', 'rules.yaml'], 'no column carries'],
    ['an empty list', ['qualify', 'empty.csv', '-r', 'rules.yaml'], 'is empty'],
  ])('%s ends with 2 and a way out', async (_, args, hint) => {
    const { shop } = prepare();
    shop.write('other.csv', 'a,b\n1,2\n');
    shop.write('empty.csv', '');
    const { code, err } = await leadsieve(args, { cwd: shop.path });
    expect(err).toContain(hint);
    expect(code).toBe(2);
  });
});

describe('cells that cannot be read', () => {
  const LIST = [
    'email,job title,employees,budget,need,seen,source',
    'a@acme.example,CEO,100,12.500,yes,25/10/2026,li',
    'b@acme.example,CEO,Nov-50,8.000,perhaps,05/10/2026,li',
    'c@acme.example,CEO,,,,,li',
    '',
  ].join('\n');

  test('are counted in the summary, with what the list shows of being written otherwise', async () => {
    const { shop, qualify } = prepare(LIST);
    const { code, out } = await qualify();
    expect(code).toBe(0);
    const told = out.split('\n').filter(line => line.startsWith('warning: '));
    expect(told.slice(0, 6)).toMatchInlineSnapshot(`
      [
        "warning: employees: 1 of 2 filled cells could not be read; inspect --show-values shows them",
        "warning: need: 1 of 2 filled cells could not be read; inspect --show-values shows them",
        "warning: seen: 1 of 2 filled cells could not be read; inspect --show-values shows them",
        "warning: leads: seen: 1 more of 2 filled cells read with the day first, and 1 as other days: try --dates leads=dmy",
        "warning: leads: budget: in 2 of 2 filled cells every mark has three digits after it: as fr writes numbers, they are thousands: try --locale leads=fr",
        "warning: leads: employees: 1 of 2 filled cells look like bands that a spreadsheet turned into dates (10-19 becomes Oct-19)",
      ]
    `);
    const [list] = JSON.parse(shop.read('qualified/summary.json')).lists;
    expect(list.fields).toContainEqual({ field: 'need', filled: 2, blank: 1, invalid: 1 });
    expect(list.doubts.map(({ kind }: { kind: string }) => kind)).toEqual(['dates', 'numbers', 'bands']);
  });

  test('are a figure of gates, and an error under --strict', async () => {
    const { qualify } = prepare(LIST);
    const gated = await qualify('--fail-if', 'invalid.employees > 10 %');
    expect(gated).toMatchObject({ code: 1 });
    expect(gated.err).toContain('--fail-if invalid.employees > 10%: it is 50%');
    const strict = await qualify('--strict');
    expect(strict.code).toBe(2);
    expect(strict.err).toContain('--strict: employees: 1 of 2 filled cells could not be read');
  });

  test('--dates sets the order alone, for the run or a list', async () => {
    const { shop, qualify } = prepare(LIST);
    for (const dates of ['dmy', 'leads=dmy']) {
      const { code, out } = await qualify('--dates', dates);
      expect(code).toBe(0);
      expect(out).not.toContain('seen: ');
      expect(JSON.parse(shop.read('qualified/run.json')).lists[0]).toMatchObject({
        locale: 'en',
        dates: 'dmy',
      });
    }
    expect((await qualify('--dates', 'leads=dym')).err).toContain(
      '--dates leads=dym: leadsieve knows no order of dates dym',
    );
    expect((await qualify('--dates', 'other=dmy')).err).toContain('--dates other=…: no list is named other');
  });

  test('a unit in a header scales its column, and is said', async () => {
    const { shop, qualify } = prepare(
      LIST.replace(',budget,', ',Budget (k€),').replaceAll('00,12.500', '00,12'),
    );
    const { err } = await qualify('--column', 'budget=Budget (k€)');
    expect(err).toContain('budget: "Budget (k€)" is in thousands, so 5 is read as 5,000');
    const explained = await leadsieve(
      ['explain', 'leads.csv', '-r', 'rules.yaml', '--lead', '1', '--column', 'budget=Budget (k€)', ...AS_OF],
      { cwd: shop.path },
    );
    expect(explained.out).toContain('"12" → 12000');
    expect(explained.out).toContain('in thousands, as its header says');
    expect(explained.out).toContain('or 2026-10-25 with the day first');
  });
});

test('a fault of --column is told once', async () => {
  const { err } = await prepare().qualify('--column', 'emial=job title');
  expect(err).toContain('rulebook demo has no field emial');
  expect(err.trimEnd().split('\n').at(-1)).toBe('1 error');
});

test('the rows add up in summary.json and run.json', async () => {
  const { shop, qualify } = prepare();
  await qualify();
  expect(JSON.parse(shop.read('qualified/summary.json'))).toMatchObject({
    rulebook: { name: 'demo', version: 2 },
    as_of: '2026-11-01',
    rows: { read: 5, judged: 4, duplicates: 1, rejected: 0 },
    total: { leads: 4, duplicates: 1, sql: 2 },
  });
  expect(JSON.parse(shop.read('qualified/run.json'))).toMatchObject({
    as_of: '2026-11-01',
    counts: { read: 5 },
    lists: [{ name: 'leads', encoding: 'utf-8', delimiter: ',', locale: 'en' }],
  });
});

test('a header alone is a list of nobody', async () => {
  const { shop, qualify } = prepare('email,job title\n');
  const { code, out } = await qualify();
  expect(code).toBe(0);
  expect(out).toContain('0 rows = 0 judged + 0 duplicates + 0 rejected');
  expect(shop.read('qualified/leads.annotated.csv')).toMatch(/^email,job title,qual_stage,.*qual_by\n$/);
});

test('a stage that no lead can reach is said before anything else', async () => {
  const { qualify } = prepare('email,job title\nann@acme.example,CEO\n');
  const { err } = await qualify();
  // The first line says how the list is read.
  expect(err.split('\n')[1]).toBe(
    'SQL is out of reach: trio needs 2 of 3, and budget_set, needy have no column',
  );
});
