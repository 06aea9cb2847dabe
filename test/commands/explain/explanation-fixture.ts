import type { Explanation } from '../../../src/commands/explain/model.ts';
import type { ExplainedTest } from '../../../src/language/words/explain-tests.ts';

const about = (name: string, text: string, answer: ExplainedTest['answer']): ExplainedTest => ({
  text,
  answer,
  about: 'field',
  name,
  negated: false,
});

const budget = about('budget_amount', 'budget_amount gte 10000', 'unknown');
const need = about('need_stated', 'need_stated is yes', 'met');
const decider = about(
  'job_title',
  'job_title has_word ceo, cto, founder, head of, directeur, dyrektor',
  'met',
);
const rivals = about('email', 'email.domain in rival.com, rival.pl', 'unmet');

/** A lead of a purchased list that is MQL and one answer from SQL. */
export const EXPLANATION: Explanation = {
  rulebook: { name: 'purchased-list', version: 3 },
  asOf: 20_758,
  notation: { locale: 'fr' },
  fields: [
    {
      name: 'email',
      type: 'email',
      column: 'Adresse e-mail',
      text: 'CEO@acme.example',
      reading: { kind: 'value', value: 'ceo@acme.example' },
      shown: 'ceo@acme.example',
      domain: 'acme.example',
    },
    {
      name: 'job_title',
      type: 'text',
      column: 'Fonction',
      text: 'Directeur général',
      reading: { kind: 'value', value: 'directeur general' },
      shown: 'directeur general',
    },
    {
      name: 'employees',
      type: 'number',
      column: 'Effectif',
      text: '51-200',
      reading: { kind: 'value', value: 51 },
      shown: '51',
    },
    {
      name: 'budget_amount',
      type: 'number',
      column: 'Budget',
      text: 'nc',
      reading: { kind: 'blank' },
    },
    {
      name: 'buys_on',
      type: 'date',
      column: "Date d'achat",
      text: '30/02/2026',
      reading: { kind: 'invalid', reason: 'there is no such day' },
    },
    { name: 'clicks', type: 'number', reading: { kind: 'absent' } },
    {
      name: 'need_stated',
      type: 'boolean',
      column: 'Besoin',
      text: 'oui',
      reading: { kind: 'value', value: true },
      shown: 'yes',
    },
  ],
  criteria: [
    { name: 'budget', answer: 'unknown', ask: 'What budget is set aside?', because: [budget] },
    { name: 'authority', answer: 'met', ask: 'Who signs?', because: [decider] },
    { name: 'need', answer: 'met', because: [need] },
    {
      name: 'timing',
      answer: 'unmet',
      settled: 'unmet',
      because: [about('buys_on', 'buys_on within_next_days 90', 'unknown')],
    },
    { name: 'competitor', answer: 'unmet', because: [rivals] },
  ],
  frameworks: [
    {
      name: 'bant',
      answer: 'unknown',
      met: 2,
      pass: 3,
      criteria: [
        { name: 'budget', answer: 'unknown', required: false },
        { name: 'authority', answer: 'met', required: false },
        { name: 'need', answer: 'met', required: true },
        { name: 'timing', answer: 'unmet', required: false },
      ],
    },
  ],
  groups: [
    {
      name: 'fit',
      rules: [
        {
          id: 'size',
          kind: 'first',
          answer: 'met',
          now: 2000,
          best: 2000,
          because: [about('employees', 'employees gte 50', 'met')],
        },
        { id: 'decider', kind: 'when', answer: 'met', now: 3500, best: 3500, because: [decider] },
        {
          id: 'free-mail',
          kind: 'when',
          answer: 'unmet',
          now: 0,
          best: 0,
          because: [about('email', 'email.domain in gmail.com, … (80 values)', 'unmet')],
        },
      ],
      max: 5000,
      now: { sum: 5500, clamped: 5000, points: 5000, keptPercent: 100 },
      best: { sum: 5500, clamped: 5000, points: 5000, keptPercent: 100 },
    },
    {
      name: 'engagement',
      rules: [
        {
          id: 'clicks',
          kind: 'per',
          answer: 'unknown',
          now: 0,
          best: 1500,
          because: [about('clicks', 'clicks', 'unknown')],
        },
        { id: 'need', kind: 'when', answer: 'met', now: 2500, best: 2500, because: [need] },
      ],
      decay: { since: 'last_activity', ageDays: 45 },
      now: { sum: 2500, clamped: 2500, points: 1250, keptPercent: 50 },
      best: { sum: 4000, clamped: 4000, points: 2000, keptPercent: 50 },
    },
  ],
  total: { now: 6250, best: 7000 },
  grade: { score: 'fit', points: 5000, grade: 'A' },
  suppressed: false,
  stages: [
    {
      name: 'disqualified',
      standing: 'disqualified',
      answer: 'unmet',
      outcome: 'passed over',
      because: [{ ...rivals, about: 'criterion', name: 'competitor', text: 'competitor' }],
    },
    {
      name: 'SQL',
      standing: 'SQL',
      answer: 'unknown',
      outcome: 'passed over',
      because: [{ text: 'bant', answer: 'unknown', about: 'framework', name: 'bant', negated: false }],
    },
    {
      name: 'MQL',
      standing: 'MQL',
      answer: 'met',
      outcome: 'taken',
      because: [
        {
          text: 'total gte 30',
          answer: 'met',
          about: 'score',
          name: 'total',
          negated: false,
          interval: { now: 6250, best: 7000 },
        },
        { text: 'competitor', answer: 'unmet', about: 'criterion', name: 'competitor', negated: true },
      ],
    },
    { name: 'lead', standing: 'lead', answer: 'met', outcome: 'not reached', because: [] },
  ],
  outlook: {
    stage: 'SQL',
    answersNeeded: '1',
    nextQuestion: 'What budget is set aside?',
    decidedBy: [{ criterion: 'budget', ask: 'What budget is set aside?' }],
  },
  verdict: {
    stage: 'MQL',
    standing: 'MQL',
    stageIndex: 2,
    suppressed: false,
    decidedBy: [0],
    score: 6250,
    groups: [5000, 1250],
    frameworks: [],
    criteria: [],
    rulesMet: [],
    reasons: [],
    unknown: ['budget'],
    invalid: ['buys_on'],
    route: 'nurture',
  },
  stage: 'MQL',
  followUpBy: 20_765,
};
