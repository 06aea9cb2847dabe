import { describe, expect, test } from 'vitest';
import { BUILT_IN_SETS } from '../../src/language/built-in-sets.ts';
import { parseRulebook } from '../../src/language/parse.ts';
import type { Rulebook } from '../../src/model/rulebook.ts';
import { fold } from '../../src/values/fold.ts';

const FIELDS = `rulebook: r
version: 1
sets: { rivals: [Rival.com, rival.pl], sizes: [10, 1.50] }
fields:
  email: { type: email }
  website: { type: url }
  phone: { type: phone, region: FR }
  job_title: { type: text }
  industry: { type: text, values: [SaaS, Retail], aliases: { retail: [Shop, Magasin] } }
  employees: { type: number }
  buys_on: { type: date }
  opted_in: { type: boolean, true: [Ja] }
`;

function rulebook(sections: string): Rulebook {
  const { value, diagnostics } = parseRulebook(`${FIELDS}${sections}`, 'r.yaml');
  expect(diagnostics).toEqual([]);
  if (value === undefined) throw new Error('no rulebook');
  return withoutPlaces(value.rulebook);
}

function withoutPlaces<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (key, part) => (key === 'place' ? undefined : part))) as T;
}

/** The condition of the only criterion. */
function condition(when: string): unknown {
  return rulebook(`criteria: { a: { when: ${when} } }\nstages: [{ stage: lead }]\n`).criteria[0]?.when;
}

const test1 = (field: string, of: object) => ({ kind: 'test', field: { field }, test: of });

describe('literals are read by the type of their field', () => {
  test.each<[string, string, object]>([
    ['{ job_title: NO }', 'job_title', { operator: 'in', values: ['no'] }],
    ['{ job_title: 01234 }', 'job_title', { operator: 'in', values: ['01234'] }],
    [
      '{ job_title: [Président, PRESIDENT, null] }',
      'job_title',
      { operator: 'in', values: ['president', 'null'] },
    ],
    ['{ industry: [saas, magasin] }', 'industry', { operator: 'in', values: ['saas', 'retail'] }],
    ['{ industry: { contains: Magasin } }', 'industry', { operator: 'contains', texts: ['magasin'] }],
    ['{ employees: $sizes }', 'employees', { operator: 'in', values: [10, 1.5] }],
    ['{ employees: { between: [-1, 0.50] } }', 'employees', { operator: 'between', low: -1, high: 0.5 }],
    ['{ buys_on: { gt: 1970-01-11 } }', 'buys_on', { operator: 'gt', bound: 10 }],
    ['{ buys_on: { within_last_days: 0 } }', 'buys_on', { operator: 'within_last_days', days: 0 }],
    ['{ opted_in: ja }', 'opted_in', { operator: 'in', values: [true] }],
    ['{ phone: 01 23 45 67 89 }', 'phone', { operator: 'in', values: ['+33123456789'] }],
    ['{ email: É@X.fr }', 'email', { operator: 'in', values: ['é@x.fr'] }],
    ['{ email: { starts_with: [Info@, É] } }', 'email', { operator: 'starts_with', texts: ['info@', 'é'] }],
    [
      '{ job_title: { has_word: [CTO, "Head  of"] } }',
      'job_title',
      { operator: 'has_word', texts: ['cto', 'head of'] },
    ],
    ['{ job_title: { matches: "^CT[OÉ]$" } }', 'job_title', { operator: 'matches', pattern: '^ct[eo]$' }],
    ['{ email: { matches: "^[É]@" } }', 'email', { operator: 'matches', pattern: '^[é]@' }],
    ['{ phone: { is: invalid } }', 'phone', { operator: 'is', state: 'invalid' }],
  ])('%s', (when, field, expected) => {
    expect(condition(when)).toEqual(test1(field, expected));
  });

  test('a domain is a text of its own; sets stand for their values, in a list too', () => {
    expect(condition('{ email.domain: [acme.fr, $rivals] }')).toEqual({
      kind: 'test',
      field: { field: 'email', part: 'domain' },
      test: { operator: 'in', values: ['acme.fr', 'rival.com', 'rival.pl'] },
    });
    expect(condition('{ website.domain: { ends_with: .PL } }')).toMatchObject({ test: { texts: ['.pl'] } });
  });

  test('the built-in sets are there', () => {
    expect(condition('{ email.domain: { not_in: $free_mail } }')).toMatchObject({
      test: { operator: 'not_in', values: BUILT_IN_SETS.free_mail },
    });
    expect(condition('{ email: { starts_with: $role_accounts } }')).toMatchObject({
      test: { texts: BUILT_IN_SETS.role_accounts },
    });
  });
});

describe('conditions', () => {
  const email = test1('email', { operator: 'is', state: 'blank' });
  const phone = test1('phone', { operator: 'is', state: 'blank' });

  test('one test stands for itself, several are an `all`', () => {
    expect(condition('{ email: { is: blank } }')).toEqual(email);
    expect(condition('{ email: { is: blank }, phone: { is: blank } }')).toEqual({
      kind: 'all',
      of: [email, phone],
    });
    expect(condition('{ employees: { gte: 1, lt: 2 } }')).toMatchObject({
      kind: 'all',
      of: [{ test: { operator: 'gte', bound: 1 } }, { test: { operator: 'lt', bound: 2 } }],
    });
  });

  test('combinations', () => {
    expect(condition('{ any: [{ email: { is: blank } }], not: { phone: { is: blank } } }')).toEqual({
      kind: 'all',
      of: [
        { kind: 'any', of: [email] },
        { kind: 'not', of: phone },
      ],
    });
    expect(
      condition('{ at_least: { n: 1, of: [{ email: { is: blank } }, { phone: { is: blank } }] } }'),
    ).toEqual({
      kind: 'at_least',
      n: 1,
      of: [email, phone],
    });
  });
});

test('a field named source is there, at the end where it is not defined', () => {
  expect(rulebook('stages: [{ stage: lead }]\n').fields.at(-1)).toMatchObject({
    name: 'source',
    type: 'text',
    columns: [],
  });
  expect(condition('{ source: LinkedIn }')).toMatchObject({ test: { values: ['linkedin'] } });
});

test('a lead’s cells are no properties that every object has', () => {
  const { value } = parseRulebook(
    `${FIELDS}stages: [{ stage: lead }]\ntests: [{ name: t, lead: {}, expect: { stage: lead } }]\n`,
    'r.yaml',
  );
  expect(value?.rulebook.tests[0]?.lead.constructor).toBeUndefined();
});

test('built-in sets are many, folded and unlike each other', () => {
  for (const set of Object.values(BUILT_IN_SETS)) {
    expect(set.length).toBeGreaterThan(60);
    expect(new Set(set).size).toBe(set.length);
    expect(set.map(fold)).toEqual(set);
  }
  expect(BUILT_IN_SETS.role_accounts?.every(start => start.endsWith('@'))).toBe(true);
  expect(BUILT_IN_SETS.free_mail).toEqual(
    expect.arrayContaining(['gmail.com', 'laposte.net', 'wp.pl', 'gmx.de']),
  );
});
