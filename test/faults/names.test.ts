import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeName } from '../../src/files/output-name.ts';
import { LEADS, RULEBOOK } from '../commands/leadsieve.ts';
import { filesOf, prepare } from './shop.ts';

/** A rulebook that gives leads of this source a stage of this name. */
function withStages(...names: readonly string[]): string {
  const own = names.map(
    (name, index) => `  - { stage: ${JSON.stringify(name)}, counts_as: MQL, when: { source: s${index} } }\n`,
  );
  return RULEBOOK.replace('stages:\n', `stages:\n${own.join('')}`);
}

const listOf = (count: number) =>
  `email,source\n${Array.from({ length: count }, (_, index) => `l${index}@acme.example,s${index}\n`).join('')}`;

describe('faults 29: output names made from data', () => {
  test('faults 29: stages of any name stay in the folder, in one safe alphabet', async () => {
    const names = [
      '../../evil',
      '/etc/cron',
      'a\\b',
      'nul',
      'é ü',
      'x\u202ey',
      '..',
      'C:dat',
      '-rf',
      '.hidden',
      'a'.repeat(300),
    ];
    const { shop, qualify } = prepare({ rules: withStages(...names), leads: listOf(names.length) });
    expect((await qualify('--split')).code).toBe(0);
    const files = Object.keys(filesOf(shop) ?? {});
    expect(files).toHaveLength(names.length + 3);
    for (const file of files) expect(file).toMatch(/^[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N} ._-]*$/u);
    expect(readdirSync(shop.path).sort()).toEqual(['leads.csv', 'qualified', 'rules.yaml']);
    for (const [index] of names.entries()) {
      const found = Object.values(filesOf(shop) ?? {}).filter(text => text.includes(`l${index}@`));
      expect(found.length).toBe(2);
    }
  });

  test.each([
    ['case', ['Hot', 'hot']],
    ['what is not safe', ['a/b', 'a:b']],
    ['another output', ['annotated']],
    ['the rejected rows', ['rejected']],
    ['duplicates, ignoring case', ['Duplicate']],
  ])('faults 29: names that differ by %s would be one file: exit 2, nothing written', async (_, names) => {
    const { shop, qualify } = prepare({ rules: withStages(...names), leads: listOf(names.length) });
    const { code, err } = await qualify('--split');
    expect(err).toContain('two outputs would have one name');
    expect(code).toBe(2);
    expect(filesOf(shop)).toBeUndefined();
    expect((await qualify()).code).toBe(0);
  });

  test('faults 29: lists of awkward names', async () => {
    const { shop, run } = prepare();
    for (const name of ['con.csv', '-x.csv', '.csv', 'a b;c.csv', '\u001b[2J.csv', 'CON.csv.gz'])
      shop.write(name, LEADS);
    const args = (...lists: readonly string[]) => [
      'qualify',
      ...lists,
      '-r',
      'rules.yaml',
      '--as-of',
      '2026-11-01',
    ];
    expect((await run(args('con.csv', './-x.csv', 'a b;c.csv', './\u001b[2J.csv'))).code).toBe(0);
    expect(Object.keys(filesOf(shop) ?? {}).sort()).toEqual(
      [
        '__2J.annotated.csv',
        '_con.annotated.csv',
        '_x.annotated.csv',
        'a b_c.annotated.csv',
        'run.json',
        'summary.json',
      ].sort(),
    );
    expect((await run(args('con.csv', 'CON.csv.gz'))).code).toBe(2);
    shop.write('leads:1.csv', LEADS);
    shop.write('leads_1.csv', LEADS);
    expect(await run(args('leads:1.csv', 'leads_1.csv'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('one name'),
    });
  });

  test('faults 29: a safe name is no path, no device, not hidden, and stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
        const name = safeName(text);
        expect(name).toMatch(/^[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N} ._-]*$/u);
        expect(name).not.toContain('..');
        expect(name).not.toMatch(/[ .]$/);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
        expect(safeName(name)).toBe(name);
      }),
      { numRuns: 5000 },
    );
  });
});
