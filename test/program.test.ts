import { describe, expect, test } from 'vitest';
import { LEADS, leadsieve, openWorkshop, RULEBOOK } from './commands/leadsieve.ts';

function prepare() {
  const shop = openWorkshop();
  shop.write('rules.yaml', RULEBOOK);
  shop.write('leads.csv', LEADS);
  return { shop, run: (...args: string[]) => leadsieve(args, { cwd: shop.path }) };
}

describe('help', () => {
  test('leadsieve alone prints it', async () => {
    const { code, out } = await leadsieve([]);
    expect(code).toBe(0);
    for (const command of [
      'qualify',
      'check',
      'test',
      'show',
      'diff',
      'inspect',
      'init',
      'schema',
      'explain',
    ])
      expect(out).toContain(command);
  });

  test.each(['qualify', 'check', 'test', 'show', 'diff', 'inspect', 'init', 'schema', 'explain'])(
    '%s --help ends with two examples',
    async command => {
      const { code, out } = await leadsieve([command, '--help']);
      expect(code).toBe(0);
      expect(out.trimEnd().split('\n').slice(-3)).toEqual([
        'Examples:',
        expect.stringMatching(/^ {2}\$ leadsieve /),
        expect.stringMatching(/^ {2}\$ leadsieve /),
      ]);
    },
  );
});

describe('leadsieve explain', () => {
  test('gives the verdict of qualify, with every step', async () => {
    const { run } = prepare();
    const { code, out } = await run(
      'explain',
      'leads.csv',
      '-r',
      'rules.yaml',
      '--lead',
      '1',
      '--as-of',
      '2026-11-01',
    );
    expect(code).toBe(0);
    for (const step of ['SQL', 'decider', 'budget_set', 'trio', 'fit', 'interest'])
      expect(out).toContain(step);
  });

  test('finds a lead by the value of a field, and says what it repeats', async () => {
    const { run } = prepare();
    expect(
      (await run('explain', 'leads.csv', '-r', 'rules.yaml', '--lead', 'email=CID@corp.example')).out,
    ).toContain('row 4');
    expect((await run('explain', 'leads.csv', '-r', 'rules.yaml', '--lead', '3')).out).toContain('leads:1');
  });

  test('a lead that is not there ends with 2', async () => {
    const { run } = prepare();
    expect((await run('explain', 'leads.csv', '-r', 'rules.yaml', '--lead', '6')).code).toBe(2);
    expect((await run('explain', 'leads.csv', '-r', 'rules.yaml', '--lead', 'mail=x')).err).toContain(
      'did you mean email?',
    );
  });
});

describe('leadsieve show', () => {
  test('prints a rulebook that means the same', async () => {
    const { shop, run } = prepare();
    const { out } = await run('show', 'rules.yaml');
    shop.write('shown.yaml', out);
    expect((await run('show', 'shown.yaml')).out).toBe(out);
    expect((await run('test', 'shown.yaml')).code).toBe(0);
  });
});

describe('leadsieve test', () => {
  test('passes', async () => {
    const { run } = prepare();
    const { code, out } = await run('test', 'rules.yaml');
    expect(code).toBe(0);
    expect(out).toContain('a decider with a need');
  });

  test('shows what was expected and what came', async () => {
    const { shop, run } = prepare();
    shop.write('rules.yaml', RULEBOOK.replace('expect: { stage: SQL', 'expect: { stage: MQL'));
    const { code, out } = await run('test', 'rules.yaml');
    expect(code).toBe(1);
    expect(out).toMatch(/stage +expected MQL/);
  });

  test('a rulebook without tests passes none', async () => {
    const { shop, run } = prepare();
    shop.write('rules.yaml', RULEBOOK.slice(0, RULEBOOK.indexOf('tests:')));
    expect((await run('test', 'rules.yaml')).code).toBe(2);
  });
});

test('a faulty rulebook shows every fault with its place and ends with 2', async () => {
  const { shop, run } = prepare();
  shop.write(
    'rules.yaml',
    RULEBOOK.replace('criterion: decider', 'criterion: decidr').replace('email.domain', 'emial.domain'),
  );
  const { code, err } = await run('qualify', 'leads.csv', '-r', 'rules.yaml');
  expect(code).toBe(2);
  expect(err).toMatch(/rules\.yaml:\d+:\d+: error\[undefined-reference\]/);
  expect(err).toMatch(/rules\.yaml:\d+:\d+: error\[unknown-field\]/);
  expect(err).toContain('^');
});
