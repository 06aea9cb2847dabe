import type { Condition, Literal, Test } from '../../src/model/condition.ts';
import type { Field, Rulebook } from '../../src/model/rulebook.ts';
import { parseIsoDay } from '../../src/values/day.ts';

/** The rulebook at the top of rulebook.md, built by hand. */

const BASE = { columns: [], required: false, blank: [] } as const;

function day(text: string): number {
  return parseIsoDay(text) ?? Number.NaN;
}

function test(field: string, asked: Test): Condition {
  return { kind: 'test', field: { field }, test: asked };
}

function isOneOf(field: string, ...values: readonly Literal[]): Condition {
  return test(field, { operator: 'in', values });
}

function domainIn(...values: readonly string[]): Condition {
  return { kind: 'test', field: { field: 'email', part: 'domain' }, test: { operator: 'in', values } };
}

function totalFrom(points: number): Condition {
  return { kind: 'score', score: 'total', comparison: 'gte', threshold: points * 100 };
}

const text = { ...BASE, type: 'text', aliases: [] } as const;
const number = { ...BASE, type: 'number', band: 'low' } as const;

const FIELDS: readonly Field[] = [
  { ...BASE, name: 'email', type: 'email', required: true },
  { ...text, name: 'last_name' },
  { ...text, name: 'first_name' },
  { ...text, name: 'company' },
  { ...BASE, name: 'phone', type: 'phone', region: 'FR' },
  { ...text, name: 'job_title' },
  { ...text, name: 'industry', values: ['saas', 'retail', 'banking'] },
  { ...number, name: 'employees', min: 0 },
  { ...number, name: 'budget_amount' },
  { ...BASE, name: 'need_stated', type: 'boolean', true: [], false: [] },
  { ...BASE, name: 'buys_on', type: 'date' },
  { ...BASE, name: 'last_activity', type: 'date' },
  { ...number, name: 'clicks' },
  { ...BASE, name: 'opted_in', type: 'boolean', true: [], false: [] },
  { ...text, name: 'source', blank: ['select'] },
];

export const PURCHASED_LIST: Rulebook = {
  name: 'purchased-list',
  version: 3,
  locale: 'fr',
  blankAlso: ['non communique'],
  sets: { rivals: ['rival.com', 'rival.pl'] },
  fields: FIELDS,
  criteria: [
    {
      name: 'budget',
      when: test('budget_amount', { operator: 'gte', bound: 10_000 }),
      ask: 'What budget is set aside?',
    },
    {
      name: 'authority',
      when: test('job_title', {
        operator: 'has_word',
        texts: ['ceo', 'cto', 'founder', 'head of', 'directeur', 'dyrektor'],
      }),
      ask: 'Who signs?',
    },
    { name: 'need', when: isOneOf('need_stated', true), ask: 'Which problem must be solved?' },
    { name: 'timing', when: test('buys_on', { operator: 'within_next_days', days: 90 }), ask: 'By when?' },
    { name: 'competitor', when: domainIn('rival.com', 'rival.pl') },
    { name: 'no_consent', when: isOneOf('opted_in', false) },
  ],
  frameworks: [
    { name: 'bant', criteria: ['budget', 'authority', 'need', 'timing'], pass: 3, require: ['need'] },
  ],
  scores: [
    {
      name: 'fit',
      max: 5_000,
      rules: [
        {
          id: 'size',
          kind: 'first',
          entries: [
            { when: test('employees', { operator: 'gte', bound: 500 }), points: 2_500 },
            { when: test('employees', { operator: 'gte', bound: 50 }), points: 2_000 },
          ],
        },
        { id: 'industry', kind: 'when', when: isOneOf('industry', 'saas', 'banking'), points: 1_500 },
        { id: 'decider', kind: 'when', when: { kind: 'criterion', name: 'authority' }, points: 2_000 },
        { id: 'free-mail', kind: 'when', when: domainIn('gmail.com', 'wp.pl'), points: -1_000 },
      ],
    },
    {
      name: 'engagement',
      max: 4_000,
      decay: {
        since: 'last_activity',
        keep: [
          { days: 30, percent: 50 },
          { days: 90, percent: 0 },
        ],
      },
      rules: [
        { id: 'clicks', kind: 'per', field: 'clicks', points: '3', max: 1_500 },
        { id: 'need', kind: 'when', when: isOneOf('need_stated', true), points: 2_500 },
      ],
    },
  ],
  grades: {
    score: 'fit',
    bands: [
      { grade: 'A', floor: 4_000 },
      { grade: 'B', floor: 2_500 },
      { grade: 'C', floor: 1_000 },
      { grade: 'D', floor: 0 },
    ],
  },
  stages: [
    {
      name: 'disqualified',
      countsAs: 'disqualified',
      when: {
        kind: 'any',
        of: [
          { kind: 'criterion', name: 'competitor' },
          { kind: 'criterion', name: 'no_consent' },
        ],
      },
      route: 'archive',
    },
    {
      name: 'SQL',
      countsAs: 'SQL',
      when: { kind: 'all', of: [{ kind: 'framework', name: 'bant' }, totalFrom(60)] },
      route: 'sales',
      followUp: { days: 2, weekdays: true },
    },
    { name: 'MQL', countsAs: 'MQL', when: totalFrom(30), route: 'nurture' },
    { name: 'lead', countsAs: 'lead', route: 'database' },
  ],
  dedupe: {
    keys: [[{ field: 'email' }], [{ field: 'company' }, { field: 'last_name' }, { field: 'first_name' }]],
  },
  suppress: { keys: [{ field: 'email' }, { field: 'email', part: 'domain' }, { field: 'phone' }] },
  tests: [
    {
      name: 'a decider with a budget and a need is sales qualified',
      asOf: day('2026-11-01'),
      lead: {
        email: { text: 'ceo@acme.fr', plain: false },
        opted_in: { text: 'true', plain: false },
        job_title: { text: 'CEO', plain: false },
        budget_amount: { text: '20000', plain: true },
        need_stated: { text: 'true', plain: false },
        employees: { text: '200', plain: true },
        industry: { text: 'saas', plain: false },
        last_activity: { text: '2026-10-20', plain: false },
      },
      expect: { stage: 'SQL', frameworks: { bant: 3 }, score: { total: 7_500 }, unknown: ['timing'] },
    },
  ],
};

export const NOVEMBER = day('2026-11-01');
