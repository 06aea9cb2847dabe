import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Diff } from '../../../src/commands/diff/model.ts';
import { FIXTURES, LEADS, leadsieve, openWorkshop, RULEBOOK } from '../leadsieve.ts';
import { openRepository } from '../repository.ts';

const GOLDEN = join(import.meta.dirname, 'golden');
const LISTS = ['broker-fr.csv', 'crm-en.csv', 'crm-pl.json'];
const READING = [
  ...['--costs', 'costs.yaml', '--suppress', 'do-not-contact.csv', '--as-of', '2026-11-01'],
  ...['--locale', 'crm-en=en', '--locale', 'crm-pl=pl'],
];

/** The fixtures in a folder of their own, with an edited copy of their rulebook. */
function openFixtures() {
  const shop = openWorkshop();
  for (const file of [...LISTS, 'costs.yaml', 'do-not-contact.csv', 'rulebook.yaml']) {
    cpSync(join(FIXTURES, file), join(shop.path, file));
  }
  const edits = [
    ['version: 4', 'version: 5'],
    ['budget_amount: { gte: 8000 }', 'budget_amount: { gte: 10000 }'],
    ['employees: { gte: 50 } }, points: 15', 'employees: { gte: 50 } }, points: 10'],
    ['total: { gte: 45 }', 'total: { gte: 50 }'],
    ['[concurrent-planning.example, rival-planning.example]', '[concurrent-planning.example]'],
    ['dedupe:   { keys: [[email], [company, last_name, first_name]] }', 'dedupe:   { keys: [[email]] }'],
  ] as const;
  const text = shop.read('rulebook.yaml');
  for (const [from] of edits) expect(text).toContain(from);
  shop.write(
    'edited.yaml',
    edits.reduce((edited, [from, to]) => edited.replace(from, to), text),
  );
  const run = (...args: readonly string[]) => leadsieve(args, { cwd: shop.path });
  const diff = (...args: readonly string[]) =>
    run('diff', 'rulebook.yaml', 'edited.yaml', ...LISTS, ...READING, ...args);
  return { shop, run, diff };
}

test('leadsieve diff --help ends with two examples', async () => {
  const { code, out } = await leadsieve(['diff', '--help']);
  expect(code).toBe(0);
  expect(out).toContain('--base <ref> <rulebook> [list...]');
  expect(out).not.toContain('--rules');
  expect(out.trimEnd().split('\n').slice(-2)).toEqual([
    expect.stringMatching(/^ {2}\$ leadsieve diff /),
    expect.stringMatching(/^ {2}\$ leadsieve diff --base /),
  ]);
});

describe('leadsieve diff on the fixtures', () => {
  test.each([
    ['table', 'txt'],
    ['markdown', 'md'],
    ['json', 'json'],
  ])('as %s', async (format, extension) => {
    const { diff } = openFixtures();
    const { code, out, err } = await diff('--format', format);
    expect([code, err]).toEqual([0, '']);
    // The hashes are those of the fixtures, which may change without a change of meaning.
    const shown = out.replaceAll(/[0-9a-f]{64}/g, '(sha256)');
    await expect(shown).toMatchFileSnapshot(join(GOLDEN, `fixtures.${extension}`));
  });

  test('says before and after what qualify says of each rulebook', async () => {
    const { shop, run, diff } = openFixtures();
    const compared: Diff = JSON.parse((await diff('--format', 'json')).out);
    for (const [side, rules] of [
      ['before', 'rulebook.yaml'],
      ['after', 'edited.yaml'],
    ] as const) {
      await run('qualify', ...LISTS, '--rules', rules, ...READING, '--out', side);
      const summary = JSON.parse(shop.read(`${side}/summary.json`));
      for (const [standing, leads] of Object.entries(summary.total.stages)) {
        const own = compared.stages.filter(stage => stage.counts_as === standing);
        expect([standing, own.reduce((sum, stage) => sum + stage[side], 0)]).toEqual([standing, leads]);
      }
      const duplicates = compared.stages.find(({ stage }) => stage === 'duplicate');
      expect(duplicates?.[side] ?? 0).toBe(summary.total.duplicates);
      for (const row of [...summary.sources, summary.total, summary.costed]) {
        const own =
          [compared.total, compared.costed].find(({ source }) => source === row.source) ??
          compared.sources.find(({ source }) => source === row.source);
        for (const figure of ['leads', 'mql', 'sql', 'spend', 'cpl', 'cpmql', 'cpsql'] as const) {
          expect([row.source, figure, own?.[figure][side]]).toEqual([row.source, figure, row[figure]]);
        }
      }
    }
    const off = compared.matrix.filter(pair => pair.before !== pair.after);
    expect(off.reduce((sum, { leads }) => sum + leads, 0)).toBe(compared.moved.leads);
    expect(compared.moved.leads).toBeGreaterThan(0);
  });

  test('every example is in the stages that qualify gives it, and no cell of a lead is shown', async () => {
    const { shop, run, diff } = openFixtures();
    const { out } = await diff('--format', 'json');
    const { examples }: Diff = JSON.parse(out);
    for (const [side, rules] of [
      ['before', 'rulebook.yaml'],
      ['after', 'edited.yaml'],
    ] as const) {
      await run('qualify', ...LISTS, '--rules', rules, ...READING, '--out', side);
      for (const example of examples) {
        const [list = '', row = ''] = example.lead.split(':');
        const rows = shop.rows(`${side}/${list}.annotated.csv`, list === 'broker-fr' ? ';' : ',');
        expect([example.lead, rows[Number(row) - 1]?.qual_stage]).toEqual([example.lead, example[side]]);
      }
    }
    expect(examples.length).toBeGreaterThan(5);
    const addresses = shop.read('broker-fr.csv').match(/[^;\s"]+@[^;\s"]+/g) ?? [];
    expect(addresses.length).toBeGreaterThan(100);
    expect(addresses.filter(address => out.includes(address))).toEqual([]);
  });

  test('a rulebook does not differ from itself', async () => {
    const { run } = openFixtures();
    const { code, out } = await run(
      'diff',
      'rulebook.yaml',
      'rulebook.yaml',
      ...LISTS,
      ...READING,
      '--fail-if',
      'moved > 0',
    );
    expect(code).toBe(0);
    expect(out).toContain('the meaning is unchanged');
  });
});

function prepare(...edits: readonly (readonly [from: string, to: string])[]) {
  const shop = openWorkshop();
  shop.write('old.yaml', RULEBOOK);
  shop.write(
    'new.yaml',
    edits.reduce((text, [from, to]) => text.replace(from, to), RULEBOOK),
  );
  shop.write('leads.csv', LEADS);
  return {
    shop,
    run: (...args: readonly string[]) =>
      leadsieve(['diff', ...args, '--as-of', '2026-11-01'], { cwd: shop.path }),
  };
}

describe('gates', () => {
  test('that trip end with 1, and say why; the diff is printed all the same', async () => {
    const { run } = prepare(['total: { gte: 20 }', 'total: { gte: 30 }']);
    const gates = [
      '--fail-if',
      'moved > 5%',
      '--fail-if',
      'sql_change < -5',
      '--fail-if',
      'cpsql_change > 10%',
    ];
    const { code, out, err } = await run('old.yaml', 'new.yaml', 'leads.csv', ...gates, '--format', 'json');
    expect(code).toBe(1);
    expect(err.trimEnd().split('\n')).toEqual([
      '--fail-if moved > 5%: it is 25%',
      '--fail-if cpsql_change > 10%: no spend is known without --costs',
    ]);
    const { gates: records }: Diff = JSON.parse(out);
    expect(records.map(({ expression, value, tripped }) => [expression, value, tripped])).toEqual([
      ['moved > 5%', 0.25, true],
      ['sql_change < -5', -1, false],
      ['cpsql_change > 10%', null, true],
    ]);
  });

  test('differences alone are no findings', async () => {
    const { run } = prepare(['total: { gte: 20 }', 'total: { gte: 30 }']);
    expect(await run('old.yaml', 'new.yaml', 'leads.csv', '--fail-if', 'moved > 5')).toMatchObject({
      code: 0,
      err: '',
    });
  });

  test('a gate on cost asks the cost file', async () => {
    const { shop, run } = prepare(['total: { gte: 20 }', 'total: { gte: 30 }']);
    shop.write('costs.csv', 'source,amount,currency\nlinkedin,100,EUR\n');
    const { code, out, err } = await run(
      'old.yaml',
      'new.yaml',
      'leads.csv',
      '-c',
      'costs.csv',
      '--fail-if',
      'cpsql_change > 10%',
    );
    expect([code, err]).toEqual([1, '--fail-if cpsql_change > 10%: it is 100%\n']);
    expect(out).toContain('cost per SQL €50.00 → €100.00 (+100.0 %)');
  });
});

describe('a list', () => {
  test('comes from stdin, and its repairs and rejects are told', async () => {
    const { shop } = prepare();
    const { code, out } = await leadsieve(['diff', 'old.yaml', 'new.yaml', '-', '--format', 'json'], {
      cwd: shop.path,
      input: LEADS,
    });
    const diff: Diff = JSON.parse(out);
    expect([code, diff.lists[0]?.name, diff.rows]).toEqual([0, 'stdin', { read: 5, judged: 4, rejected: 0 }]);
  });

  test('may have a column for a field that only one rulebook has', async () => {
    const { run } = prepare([
      '  need: { type: boolean }',
      '  need: { type: boolean }\n  wish: { type: boolean }',
    ]);
    expect((await run('old.yaml', 'new.yaml', 'leads.csv', '--column', 'wish=need')).code).toBe(0);
    const { code, err } = await run('old.yaml', 'new.yaml', 'leads.csv', '--column', 'wsh=need');
    expect(code).toBe(2);
    expect(err).toContain('did you mean wish?');
  });

  test('a field that is read otherwise is responsible', async () => {
    const { run } = prepare(['columns: [job title]', 'columns: [seen]']);
    const { out } = await run('old.yaml', 'new.yaml', 'leads.csv', '--format', 'json');
    const { rules, moved }: Diff = JSON.parse(out);
    expect(moved.leads).toBeGreaterThan(0);
    expect(rules.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['field title']);
  });

  test('--no-dedupe and another dedupe', async () => {
    const { run } = prepare(['dedupe: { keys: [[email]] }', 'dedupe: { keys: [[source]] }']);
    const { moved, rules }: Diff = JSON.parse(
      (await run('old.yaml', 'new.yaml', 'leads.csv', '--format', 'json')).out,
    );
    expect(moved).toMatchObject({ leads: 1, left: 1 });
    expect(rules).toMatchObject([{ kind: 'dedupe', moves: 1 }]);
    const judged: Diff = JSON.parse(
      (await run('old.yaml', 'new.yaml', 'leads.csv', '--no-dedupe', '--format', 'json')).out,
    );
    expect([judged.moved.leads, judged.rows.judged]).toEqual([0, 5]);
  });
});

describe('without a list', () => {
  test("the leads of the rulebooks' own tests are judged", async () => {
    const { run } = prepare(['total: { gte: 20 }', 'total: { gte: 60 }']);
    const { code, out } = await run('old.yaml', 'new.yaml');
    expect(code).toBe(0);
    expect(out).toContain('1 of 1 lead of the tests moves');
    expect(out).toContain('test "a decider with a need"');
  });

  test('and without tests there is nothing to judge', async () => {
    const { shop, run } = prepare();
    const untested = RULEBOOK.slice(0, RULEBOOK.indexOf('tests:'));
    shop.write('old.yaml', untested);
    shop.write('new.yaml', untested);
    const { code, err } = await run('old.yaml', 'new.yaml');
    expect(code).toBe(2);
    expect(err).toContain('neither rulebook has tests');
  });
});

describe('what cannot be compared', () => {
  test('faults of both rulebooks are told at once', async () => {
    const { shop, run } = prepare();
    shop.write('old.yaml', RULEBOOK.replace('framework: trio', 'framework: tria'));
    shop.write('new.yaml', RULEBOOK.replace('has_word', 'has_wrd'));
    const { code, out, err } = await run('old.yaml', 'new.yaml', 'leads.csv');
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/old\.yaml:\d+:\d+: error\[undefined-reference\]/);
    expect(err).toMatch(/new\.yaml:\d+:\d+: error\[operator-type\]|new\.yaml:\d+:\d+: error/);
    const missing = await run('gone.yaml', 'new.yaml');
    expect(missing.err).toContain('gone.yaml');
    expect(missing.err).toContain('new.yaml:');
  });

  test('a command line without two rulebooks, with all its faults', async () => {
    const { run } = prepare();
    const { code, err } = await run('old.yaml', '--fail-if', 'mved > 1', '--locale', 'de');
    expect(code).toBe(2);
    expect(err).toContain('there is one rulebook to compare');
    expect(err).toContain('did you mean moved?');
    expect(err).toContain('no locale de');
    expect((await run('old.yaml', 'leads.csv')).err).toContain('leads.csv stands where a rulebook is to be');
    expect((await run('old.yaml', 'new.yaml', '--suppress', 'x.csv')).err).toContain(
      '--suppress is given and no list',
    );
  });
});

describe('leadsieve diff --base', () => {
  test('compares with a revision, what it extends included', async () => {
    const repository = await openRepository();
    const parent = RULEBOOK.slice(0, RULEBOOK.indexOf('tests:'));
    repository.write('rules/parent.yaml', parent);
    repository.write('rules/own.yaml', 'rulebook: own\nversion: 1\nextends: ../rules/parent.yaml\n');
    repository.write('leads.csv', LEADS);
    await repository.commit();
    repository.write('rules/parent.yaml', parent.replace('budget: { gte: 1000 }', 'budget: { gte: 5000 }'));
    const run = (...args: readonly string[]) =>
      leadsieve(['diff', '--base', ...args, '--as-of', '2026-11-01'], { cwd: repository.path });
    const { code, out } = await run('main', 'rules/own.yaml', 'leads.csv', '--format', 'json');
    const diff: Diff = JSON.parse(out);
    expect(code).toBe(0);
    expect(diff.before).toMatchObject({ file: 'rules/own.yaml', revision: 'main' });
    expect(diff.before.sha256).toBe(diff.after.sha256);
    expect(diff.changes.map(({ section, name }) => `${section} ${name}`)).toEqual(['criteria budget_set']);
    expect(diff.moved.leads).toBe(1);
    // Committed, there is nothing left to compare with.
    await repository.commit();
    expect((await run('HEAD', 'rules/own.yaml', 'leads.csv')).out).toContain('the meaning is unchanged');
    expect((await run('HEAD~1', 'rules/own.yaml', 'leads.csv')).out).toContain(
      'own v1 → v1 (rules/own.yaml at HEAD~1',
    );
  });

  test('tells the faults of the old rulebook by its revision, and what cannot be read', async () => {
    const repository = await openRepository();
    const path = repository.write('own.yaml', RULEBOOK.replace('version: 2', 'version: two'));
    await repository.commit();
    writeFileSync(path, readFileSync(path, 'utf8').replace('version: two', 'version: 2'));
    const run = (...args: readonly string[]) => leadsieve(['diff', ...args], { cwd: repository.path });
    const faulty = await run('--base', 'main', 'own.yaml');
    expect([faulty.code, faulty.out]).toEqual([2, '']);
    expect(faulty.err).toMatch(/^main:own\.yaml:2:\d+: error/);
    const unknown = await run('--base', 'mian', 'own.yaml');
    expect([unknown.code, unknown.err]).toEqual([
      2,
      'error[revision]: git knows no revision mian here\n  fix: did you mean main?\n\n1 error\n',
    ]);
    expect((await run('--base', 'main', 'bant')).err).toContain('bant is built in and has no revisions');
    expect((await run('--base=--help', 'own.yaml')).err).toContain('git knows no revision --help here');
  });
});
