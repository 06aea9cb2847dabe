import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { prepare } from './shop.ts';

const RULES = `rulebook: guard
version: 1
blank_also: ["=vide"]
fields:
  email: { type: email }
  note: { type: text }
stages:
  - { stage: MQL, when: { note: "=1+1" } }
  - { stage: lead }
`;

/** A list of one column more, whose cells are these. */
function listOf(cells: readonly string[]): string {
  const quoted = cells.map(cell => `"${cell.replaceAll('"', '""')}"`);
  return `email,note\n${quoted.map((cell, index) => `l${index}@acme.example,${cell}\n`).join('')}`;
}

function notesIn(text: string): readonly string[] {
  const rows = parse(text, { columns: true, bom: true }) as { note: string }[];
  return rows.map(({ note }) => note);
}

const GUARDED = [
  ...['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '=', '+', '@'],
  ...['＝1+1', '＋x', '－x', '＠x'],
  ...['\t=1', '\tx', '\rx', '\r=1', ' =1+1', '\u00a0@x', '\u200b=1', '\ufeff+x', '\u00ad=1', '\u2066=1'],
  ...['+1 234x', '1 =2'.slice(2), '+123', '-1e5', '+48 (22'].filter(
    cell => !/^\+123$|^\+48 \(22$/.test(cell),
  ),
  ...['+1;2', '=vide ', '-12,5 €', '+33 1 99 00 52 50 ext 3'].filter(cell => !/^=vide/.test(cell)),
];
const LEFT_ALONE = [
  ...['', ' ', '-', '--', ' - ', '=vide', '=VIDE '],
  ...['-1', '+1', '-12,5', '+1 234.50', '-5%', ' -5 ', '+12345'],
  ...['+48 22 123 45 67', '+33(1)99.00/52-50', '+1234567'],
  ...['a=1', '1+1', "'=1+1", 'x@y.example', 'a-b', '–5', '"=1"', '!=1', '%=1'],
];

describe('faults 24: cells that start a formula', () => {
  test("faults 24: get a ' in front, but blanks, numbers and phone numbers do not", async () => {
    const { shop, qualify } = prepare({ rules: RULES, leads: listOf([...GUARDED, ...LEFT_ALONE]) });
    expect((await qualify()).code).toBe(0);
    const notes = notesIn(shop.read('qualified/leads.annotated.csv'));
    expect(notes.slice(0, GUARDED.length)).toEqual(GUARDED.map(cell => `'${cell}`));
    expect(notes.slice(GUARDED.length)).toEqual(LEFT_ALONE);
  });

  test("faults 24: read back, the ' is no part of the value, and is not put there twice", async () => {
    const { shop, run, qualify } = prepare({
      rules: RULES,
      leads: listOf(['=1+1', ' =1+1', "'=1+1", "''=1+1"]),
    });
    await qualify();
    const first = shop.read('qualified/leads.annotated.csv');
    const rows = shop.rows('qualified/leads.annotated.csv');
    expect(rows.map(row => [row.note, row.qual_stage])).toEqual([
      ["'=1+1", 'MQL'],
      ["' =1+1", 'MQL'],
      ["'=1+1", 'MQL'],
      ["''=1+1", 'lead'],
    ]);
    shop.write('again.csv', first);
    await run(['qualify', 'again.csv', '-r', 'rules.yaml', '--as-of', '2026-11-01']);
    expect(shop.read('qualified/again.annotated.csv')).toBe(first);
  });

  test('faults 24: --for import leaves them alone, and --to ndjson runs nothing', async () => {
    const { shop, qualify } = prepare({ rules: RULES, leads: listOf(GUARDED) });
    await qualify('--for', 'import');
    expect(notesIn(shop.read('qualified/leads.annotated.csv'))).toEqual(GUARDED);
  });

  test('faults 24: headers, rejected rows and the csv summary are guarded too', async () => {
    const leads = 'email,note,=HYPERLINK(1),source\na@b.example,x,1,=cmd()\n"=never closed,1\n';
    const { shop, qualify } = prepare({ rules: RULES, leads });
    const { out } = await qualify('--format', 'csv');
    expect(shop.read('qualified/leads.annotated.csv').split('\n')[0]).toContain(",'=HYPERLINK(1),");
    expect(out).toContain("'=cmd()");
    expect(shop.rows('qualified/leads.rejected.csv').every(row => !/^[=+@]/.test(row.raw ?? ''))).toBe(true);
  });
});

/** What a terminal or a runner could obey, in any stream. */
const OBEYED =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|^\s*::|##\[|##vso\[/m;
const EVIL = [
  '\u001b[2Jgone',
  '\u202eevil',
  '::error::owned',
  '##[error]owned',
  '##vso[task.x]y',
  '\u009b31m',
  'bell\u0007',
  '\r::warning::x',
];

describe('faults 25: control characters and commands to CI runners', () => {
  test('faults 25: in cells, shown as \\x1b in what is printed', async () => {
    const rows = EVIL.map((evil, index) => `l${index}@acme.example,"${evil}","${evil}"\n`);
    const { qualify } = prepare({ rules: RULES, leads: `email,note,source\n${rows.join('')}` });
    for (const format of ['table', 'markdown', 'csv', 'json']) {
      const { out, err } = await qualify('--format', format, '--all-sources');
      expect([format, OBEYED.exec(out)?.[0], OBEYED.exec(err)?.[0]]).toEqual([format, undefined, undefined]);
      expect(out).toMatch(/(\\x1b|&#92;x1b|\\u001b)(\[|&#91;)2Jgone/);
    }
  });

  test('faults 25: in headers, rulebooks, cost files, names of files and of options', async () => {
    const { shop, run } = prepare({
      rules: RULES,
      leads: `email,${EVIL.map(evil => `"${evil}"`).join(',')}\na@b.example\n`,
    });
    const evil = '\u001b[2J\n::error::owned';
    shop.write(
      'bad.yaml',
      `rulebook: x\nversion: 1\nfields: { email: { type: email } }\nstages: [{ stage: lead }]\n"::error::a\\e[2J": 1\n::error::b: 2\n`,
    );
    shop.write(
      'costs.yaml',
      'currency: EUR\nsources:\n  "\\e[2J::error::x": { spend: -1 }\n  "a": { spend: 1, "\\u202Ex": 2 }\n',
    );
    const qualify = ['qualify', 'leads.csv', '-r'];
    const runs = [
      [...qualify, 'rules.yaml', '--column', `${evil}=x`],
      [...qualify, 'rules.yaml', '--column', 'email=\u001b[2J'],
      [...qualify, 'rules.yaml', '--strict', '-c', 'costs.yaml'],
      [...qualify, 'bad.yaml'],
      [...qualify, evil],
      ['qualify', evil, '-r', 'rules.yaml'],
      [...qualify, 'rules.yaml', '--fail-if', evil],
      [...qualify, 'rules.yaml', `--${evil}`],
      ['explain', 'leads.csv', '-r', 'rules.yaml', '--lead', evil],
      ['init', 'leads.csv', '--outcome', evil],
      ['show', 'bad.yaml'],
      [evil],
    ];
    for (const args of runs) {
      const { code, out, err } = await run(args);
      expect([args.join(' '), code, OBEYED.exec(out + err)?.[0]]).toEqual([args.join(' '), 2, undefined]);
    }
    const drafted = await run(['init', 'leads.csv']);
    expect([drafted.code, OBEYED.exec(drafted.out)?.[0]]).toEqual([0, undefined]);
  });

  test('faults 25: explain shows a lead without obeying it', async () => {
    const { run } = prepare({
      rules: RULES,
      leads: `email,note,source\na@b.example,"${EVIL.join(' ')}","${EVIL[0]}"\n`,
    });
    const { out, err } = await run(['explain', 'leads.csv', '-r', 'rules.yaml', '--lead', '1']);
    expect(OBEYED.exec(out + err)?.[0]).toBeUndefined();
  });
});

describe('no cell in a message', () => {
  test('whatever is wrong with a list, its cells are in no message and in no run.json', async () => {
    const secret = 'hush-4711';
    const leads = `email;seen;size;source\n${secret}@;${secret};${secret};x\nshort ${secret}\na@b.example;2026-02-30 ${secret};"${secret}" x;"${secret}\n${`${secret};;;\n`.repeat(30)}`;
    const rules = `rulebook: r
version: 1
fields: { email: { type: email }, seen: { type: date }, size: { type: number } }
stages: [{ stage: MQL, when: { seen: { older_than_days: 3 }, size: { gte: 1 } } }, { stage: lead }]
dedupe: { keys: [[email], [seen, size]] }
`;
    const { shop, run, qualify } = prepare({ leads, rules });
    shop.write('stop.csv', `email,phone,email_sha256\n${secret},${secret},${secret}\n`);
    const runs = [
      await qualify('--suppress', 'stop.csv', '--max-rejected', '0'),
      await qualify('--strict'),
      await qualify('--delimiter', ',', '--column', 'email=email;seen;size;source'),
      await run(['init', 'leads.csv']),
    ];
    for (const { out, err } of runs) expect(out + err).not.toContain(secret);
    expect(shop.read('qualified/held/run.json')).not.toContain(secret);
    expect(shop.read('qualified/held/summary.json')).not.toContain(secret);
  });
});
