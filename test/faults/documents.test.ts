import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LEADS, RULEBOOK } from '../commands/leadsieve.ts';
import { filesOf, prepare } from './shop.ts';

/** Texts that are small, and would be large or endless if they were read naively. */
const BOMBS: readonly (readonly [what: string, text: string, place: RegExp, code: string])[] = [
  [
    'aliases of aliases',
    `a: &a [${'x,'.repeat(9)}x]\n${[...'bcdefghi'].map((name, index) => `${name}: &${name} [${`*${'abcdefgh'.charAt(index)},`.repeat(9)}*${'abcdefgh'.charAt(index)}]`).join('\n')}\n`,
    /bomb\.yaml:\d+:\d+: /,
    'too-large',
  ],
  ['an alias of itself', 'a: &a [*a]\n', /bomb\.yaml:1:8: /, 'undefined-alias'],
  ['a duplicate key', 'rulebook: a\nversion: 1\nrulebook: b\n', /bomb\.yaml:3:1: /, 'duplicate-key'],
  ['brackets in brackets', '['.repeat(100_000), /bomb\.yaml:1:\d+: /, 'too-deep'],
  ['mappings in mappings', `${'{a: '.repeat(50_000)}`, /bomb\.yaml:1:\d+: /, 'too-deep'],
  [
    'indents in indents',
    Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''),
    /bomb\.yaml:\d+:\d+: /,
    'too-deep',
  ],
  ['dashes in dashes', '- '.repeat(100_000), /bomb\.yaml:1:\d+: /, 'too-deep'],
  [
    '10 MB',
    `rulebook: x\n${'# padding to make it large\n'.repeat(400_000)}`,
    /bomb\.yaml:1:1: /,
    'too-large',
  ],
  ['10 MB on one line', `rulebook: "${'x'.repeat(10_000_000)}"`, /bomb\.yaml:1:1: /, 'too-large'],
  ['a merge key', 'a: &a { b: 1 }\nc: { <<: *a }\n', /bomb\.yaml:2:6: /, 'merge-key'],
  ['a tag', 'a: !!js/function "x"\n', /bomb\.yaml:1:\d+: /, 'yaml-tag'],
  ['__proto__', `${RULEBOOK}__proto__: { polluted: true }\n`, /bomb\.yaml:\d+:1: /, 'unknown-key'],
];

describe('faults 27: YAML bombs, duplicate keys, a 10 MB rulebook', () => {
  test.each(BOMBS)(
    'faults 27: %s: refused with a position, as rulebook and as cost file',
    async (_, text, place, code) => {
      const { shop, run, qualify } = prepare();
      shop.write('bomb.yaml', text);
      const shown = await run(['show', 'bomb.yaml']);
      expect(shown.err).toMatch(place);
      expect(shown.err).toContain(`[${code}]`);
      expect(shown.err.length).toBeLessThan(20_000);
      expect(shown.code).toBe(2);
      const costs = await qualify('-c', 'bomb.yaml');
      expect(costs.err).toMatch(/bomb\.yaml:\d+:\d+: error/);
      expect(costs.code).toBe(2);
      expect(filesOf(shop)).toBeUndefined();
    },
  );

  test('faults 27: JSON nested deep is rejected row by row, or refused', async () => {
    const { shop, run } = prepare();
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const list = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    shop.write('lines.ndjson', `{"email":"a@b.example"}\n${deep}\n{"email":"c@d.example","x":${list}}\n`);
    shop.write('array.json', `[{"email":"a@b.example"},${deep}]`);
    shop.write('deep.json', list);
    const args = ['-r', 'rules.yaml', '--as-of', '2026-11-01'];
    for (const [name, rejected] of [
      ['lines.ndjson', 2],
      ['array.json', 1],
    ] as const) {
      const { code, out, err } = await run(['qualify', name, ...args]);
      expect(err).not.toContain('defect');
      expect([name, code]).toEqual([name, 0]);
      expect(out).toMatch(new RegExp(`\\+ ${rejected} rejected`));
    }
    expect((await run(['qualify', 'deep.json', ...args])).code).toBeLessThanOrEqual(2);
    expect(shop.read('qualified/lines.rejected.csv')).toContain('too-deep');
  });

  test('faults 27: a small gzip file that grows past 1 GB is refused unless it is allowed', async () => {
    const { shop, qualify, run } = prepare();
    const zeros = Buffer.alloc(64 * 1024 * 1024, '\n');
    const member = gzipSync(zeros, { level: 9 });
    shop.write('bomb.csv.gz', Buffer.concat([gzipSync(LEADS), ...Array.from({ length: 17 }, () => member)]));
    const { code, err } = await run(['qualify', 'bomb.csv.gz', '-r', 'rules.yaml']);
    expect(err).toContain('bomb.csv.gz grows more than 200-fold, past 1 GB');
    expect(err).toContain('--allow-large');
    expect(code).toBe(2);
    expect(filesOf(shop)).toBeUndefined();
    expect((await qualify()).code).toBe(0);
  });
});

describe('faults 28: a costly regular expression', () => {
  test.each(['(a+)+$', '(a|a)*b', '(a|aa)+$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(x+x+)+y', '(.*)*(.*)*(.*)*q'])(
    'faults 28: %s is linear in the text',
    async expression => {
      const leads = `email,note\na@b.example,${'a'.repeat(100_000)}!\nb@b.example,${'x'.repeat(100_000)}\n`;
      const rules = `rulebook: costly
version: 1
fields: { email: { type: email }, note: { type: text } }
stages: [{ stage: MQL, when: { note: { matches: ${JSON.stringify(expression)} } } }, { stage: lead }]
`;
      const { qualify } = prepare({ leads, rules });
      const { code, out } = await qualify();
      expect(code).toBe(0);
      expect(out).toContain('2 rows = 2 judged');
    },
  );

  test('faults 28: one that would need too much memory is refused with a position', async () => {
    const rules = `rulebook: costly
version: 1
fields: { note: { type: text } }
stages: [{ stage: MQL, when: { note: { matches: "((a{1000}){1000}){1000}" } } }, { stage: lead }]
`;
    const { qualify } = prepare({ rules });
    const { code, err } = await qualify();
    expect(err).toMatch(/rules\.yaml:4:\d+: error\[not-portable\]/);
    expect(code).toBe(2);
  });
});
