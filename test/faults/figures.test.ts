import { describe, expect, test } from 'vitest';
import { RULEBOOK } from '../commands/leadsieve.ts';
import { filesOf, prepare } from './shop.ts';

const yaml = (sources: string, more = '') => `currency: EUR\n${more}sources:\n${sources}`;

describe('faults 30: cost inputs that cannot be', () => {
  test.each([
    [
      'a negative amount',
      'costs.yaml',
      yaml('  linkedin: { spend: -5 }\n'),
      'costs.yaml:3:22: error[cost-negative]',
    ],
    [
      'a credit above the spend',
      'costs.yaml',
      yaml('  linkedin: { spend: 5, credit: 9 }\n'),
      /costs\.yaml:3:\d+: error\[cost-negative\]/,
    ],
    ['NaN', 'costs.yaml', yaml('  linkedin: { spend: .nan }\n'), /costs\.yaml:3:22: error/],
    ['infinity', 'costs.yaml', yaml('  linkedin: { spend: .inf }\n'), /costs\.yaml:3:22: error/],
    ['an exponent', 'costs.yaml', yaml('  linkedin: { spend: 1e999 }\n'), /costs\.yaml:3:22: error/],
    [
      'a currency without a rate',
      'costs.yaml',
      yaml('  linkedin: { spend: 5, currency: USD }\n'),
      /costs\.yaml:3:\d+: error\[cost-currency\]/,
    ],
    [
      'one alias for two sources',
      'costs.yaml',
      yaml('  a: { spend: 1, aliases: [x] }\n  b: { spend: 1, aliases: [X] }\n'),
      /costs\.yaml:4:\d+: error\[cost-alias-clash\]/,
    ],
    [
      'a share of an unknown kind',
      'costs.yaml',
      yaml('  a: { spend: 1 }\n', 'shared: [{ what: x, spend: 1, allocate: by_luck }]\n'),
      /costs\.yaml:2:\d+: error/,
    ],
    [
      'two currencies in a CSV',
      'costs.csv',
      'source,amount,currency\na,1,EUR\nb,1,USD\n',
      /costs\.csv:3:\d+: error\[cost-currency\]/,
    ],
    [
      'a negative amount in a CSV',
      'costs.csv',
      'source,amount\na,-1\n',
      /costs\.csv:2:\d+: error\[cost-negative\]/,
    ],
    ['no number in a CSV', 'costs.csv', 'source,amount\na,much\n', /costs\.csv:2:\d+: error\[cost-amount\]/],
  ])('faults 30: %s: refused with a position', async (_, name, text, place) => {
    const { shop, qualify } = prepare();
    shop.write(name, text);
    const { code, err } = await qualify('-c', name);
    expect(err).toMatch(place);
    expect(code).toBe(2);
    expect(filesOf(shop)).toBeUndefined();
  });
});

describe('faults 31: figures that do not exist', () => {
  const NOBODY = 'email,source\na@b.example,li\n';

  test('faults 31: no SQL at all is n/a in print and null in JSON, never 0 or infinity', async () => {
    const { shop, qualify } = prepare({ leads: NOBODY });
    shop.write('costs.yaml', yaml('  linkedin: { spend: 100 }\n'));
    const { code, out } = await qualify('-c', 'costs.yaml');
    expect(code).toBe(0);
    expect(out).toMatch(/linkedin .*100\.00 .*n\/a/);
    const { total, costed } = JSON.parse(shop.read('qualified/summary.json')) as Record<
      string,
      Record<string, unknown>
    >;
    expect([total?.cpsql, costed?.cpsql, total?.cpl]).toEqual([null, null, 100]);
  });

  test('faults 31: a gate on a figure that does not exist fails and says why', async () => {
    const { shop, qualify } = prepare({ leads: NOBODY });
    const { code, err } = await qualify('--fail-if', 'cpsql > 250');
    expect(code).toBe(1);
    expect(err).toMatch(/--fail-if cpsql > 250: .*(n\/a|no )/);
    expect(JSON.parse(shop.read('qualified/held/run.json'))).toMatchObject({
      gates: [{ tripped: true, value: null }],
    });
    const unknown = await qualify('--fail-if', 'source.nobody.cpl > 1');
    expect(unknown.code).toBe(1);
    expect((await qualify('--fail-if', 'cpsq > 1')).code).toBe(2);
  });
});

describe('faults 32: rules that match none, or all', () => {
  test('faults 32: are warned about in the summary', async () => {
    const rules = RULEBOOK.replace(
      '      - { id: free,',
      '      - { id: never, when: { title: emperor }, points: 1 }\n      - { id: always, when: { email: { is: present } }, points: 1 }\n      - { id: free,',
    );
    const { shop, qualify } = prepare({ rules });
    const { code, out } = await qualify();
    expect(code).toBe(0);
    expect(out).toContain('score rule fit.never was met by none of 4 leads');
    expect(out).toContain('score rule fit.always was met by all of 4 leads');
    const { warnings } = JSON.parse(shop.read('qualified/summary.json')) as { warnings: string[] };
    expect(warnings.filter(warning => /fit\.(never|always)/.test(warning))).toHaveLength(2);
  });
});

describe('faults 33: dates', () => {
  const rules = (field: string, when: string) => `rulebook: dates
version: 1
fields: { email: { type: email }, seen: { type: date${field} }, need: { type: boolean } }
criteria: { recent: { when: { seen: { ${when} } } } }
scores:
  engagement:
    decay: { since: seen, keep_percent: { 10: 50, 100: 0 }, unknown: 7 }
    rules: [{ id: need, when: { need: true }, points: 100 }]
stages: [{ stage: MQL, when: { criterion: recent } }, { stage: lead }]
`;
  const judged = async (days: readonly string[], field = '', when = 'within_last_days: 30') => {
    const leads = `email,seen,need\n${days.map((day, index) => `l${index}@a.example,${day},yes\n`).join('')}`;
    const { shop, qualify } = prepare({ leads, rules: rules(field, when) });
    expect((await qualify()).code).toBe(0);
    return shop
      .rows('qualified/leads.annotated.csv')
      .map(row => [row.seen, row.qual_stage, row.qual_score, row.qual_issues, row.qual_unknown]);
  };

  test('faults 33: 30 February is invalid, and so is no day of the calendar', async () => {
    const days = [
      '2026-02-30',
      '2026-02-29',
      '2025-13-01',
      '2026-00-10',
      '2026-10-00',
      '30/02/2026',
      '2026-2-3',
    ];
    expect(await judged(days)).toEqual(days.map(day => [day, 'lead', '7', 'seen:invalid', 'recent']));
    expect(await judged(['2024-02-29'])).toEqual([['2024-02-29', 'lead', '0', '', '']]);
  });

  test('faults 33: the year 0001 is a date unless min says otherwise', async () => {
    expect(await judged(['0001-01-01'])).toEqual([['0001-01-01', 'lead', '0', '', '']]);
    const bounds = ', min: 2000-01-01, max: 2026-12-31';
    expect(await judged(['0001-01-01', '2027-01-01', '2026-10-31'], bounds)).toEqual([
      ['0001-01-01', 'lead', '7', 'seen:invalid', 'recent'],
      ['2027-01-01', 'lead', '7', 'seen:invalid', 'recent'],
      ['2026-10-31', 'MQL', '100', '', ''],
    ]);
  });

  test('faults 33: a future date has age 0 for decay, and is not within the last days', async () => {
    expect(await judged(['2026-11-02', '2126-01-01', '2026-11-01'])).toEqual([
      ['2026-11-02', 'lead', '100', '', ''],
      ['2126-01-01', 'lead', '100', '', ''],
      ['2026-11-01', 'MQL', '100', '', ''],
    ]);
  });
});
