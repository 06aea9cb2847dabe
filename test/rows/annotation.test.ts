import { describe, expect, it } from 'vitest';
import type { Rulebook } from '../../src/model/rulebook.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { ROW_FLAGS, rowIssues } from '../../src/records/record-batch.ts';
import { annotate, blockColumns, formatBy } from '../../src/rows/annotation.ts';
import { parseIsoDay } from '../../src/values/day.ts';

const PLAIN: Rulebook = {
  name: 'purchased-list',
  version: 3,
  locale: 'en',
  blankAlso: [],
  sets: {},
  fields: [],
  criteria: [],
  frameworks: [],
  scores: [],
  stages: [
    { name: 'SQL', countsAs: 'SQL' },
    { name: 'lead', countsAs: 'lead' },
  ],
  tests: [],
};
const RULEBOOK: Rulebook = {
  ...PLAIN,
  frameworks: [{ name: 'bant', criteria: ['budget', 'authority', 'need', 'timing'], pass: 3, require: [] }],
  scores: [
    { name: 'fit', rules: [] },
    { name: 'engagement', rules: [] },
  ],
  grades: { score: 'fit', bands: [] },
};
const VERDICT: Verdict = {
  stage: 'SQL',
  standing: 'SQL',
  stageIndex: 0,
  suppressed: false,
  couldBe: 1,
  answersNeeded: '2+',
  nextQuestion: 'By when?',
  decidedBy: [],
  score: 8250,
  groups: [7000, 1250],
  grade: 'A',
  frameworks: [
    {
      name: 'bant',
      answer: 'met',
      met: 2,
      criteria: [
        { name: 'budget', answer: 'met' },
        { name: 'authority', answer: 'met' },
        { name: 'need', answer: 'unknown' },
        { name: 'timing', answer: 'unmet' },
      ],
    },
  ],
  criteria: [],
  rulesMet: [],
  reasons: [
    { kind: 'suppressed' },
    { kind: 'name', name: 'bant' },
    { kind: 'score', score: 'total', comparison: 'gte', threshold: 6000 },
    {
      kind: 'not',
      of: [
        { kind: 'name', name: 'competitor' },
        { kind: 'score', score: 'fit', comparison: 'lt', threshold: 1050 },
      ],
    },
    { kind: 'rule', group: 'fit', rule: 'size', points: 2000 },
    { kind: 'rule', group: 'fit', rule: 'free-mail', points: -1000 },
    { kind: 'clamp', group: 'fit', bound: 'max', points: -500 },
    { kind: 'clamp', group: 'engagement', bound: 'min', points: 300 },
    { kind: 'decay', group: 'engagement', points: -1250 },
  ],
  unknown: ['need', 'other'],
  invalid: ['employees'],
  route: 'sales',
};
const DAY = parseIsoDay('2026-11-01');

function context(more = {}) {
  if (DAY === undefined) throw new Error('no day');
  return { rulebook: RULEBOOK, rowIssues: ['row:short'], by: formatBy(RULEBOOK, DAY), ...more };
}

function annotated(more = {}, verdict = VERDICT) {
  const cells = annotate(verdict, context(more));
  return Object.fromEntries(blockColumns(RULEBOOK).map((name, index) => [name, cells[index]]));
}

describe('the annotation', () => {
  it('has the columns of the contract, in their order', () => {
    expect(blockColumns(RULEBOOK)).toEqual([
      'qual_stage',
      'qual_could_be',
      'qual_answers_needed',
      'qual_next_question',
      'qual_score',
      'qual_score_fit',
      'qual_score_engagement',
      'qual_grade',
      'qual_bant',
      'qual_bant_detail',
      'qual_reasons',
      'qual_unknown',
      'qual_route',
      'qual_follow_up_by',
      'qual_duplicate_of',
      'qual_issues',
      'qual_by',
    ]);
    expect(blockColumns(PLAIN)).not.toContain('qual_grade');
  });

  it('says everything of a lead', () => {
    expect(annotated({ followUpBy: DAY })).toEqual({
      qual_stage: 'SQL',
      qual_could_be: 'lead',
      qual_answers_needed: '2+',
      qual_next_question: 'By when?',
      qual_score: '82.5',
      qual_score_fit: '70',
      qual_score_engagement: '12.5',
      qual_grade: 'A',
      qual_bant: '2 of 4',
      qual_bant_detail: 'budget+ authority+ need? timing-',
      qual_reasons:
        'suppressed; bant; total>=60; not competitor fit<10.5; fit.size+20; fit.free-mail-10; fit:max-5; engagement:min+3; engagement:decay-12.5',
      qual_unknown: 'need; other',
      qual_route: 'sales',
      qual_follow_up_by: '2026-11-01',
      qual_duplicate_of: '',
      qual_issues: 'employees:invalid; row:short',
      qual_by: 'purchased-list v3 2026-11-01',
    });
  });

  it('leaves what a verdict does not say empty', () => {
    const { couldBe, answersNeeded, nextQuestion, grade, route, ...bare } = VERDICT;
    expect([couldBe, answersNeeded, nextQuestion, grade, route]).not.toContain(undefined);
    const cells = annotated({ rowIssues: [] }, { ...bare, invalid: [], reasons: [], unknown: [] });
    const filled = Object.entries(cells).filter(([, cell]) => cell !== '');
    expect(filled.map(([name]) => name)).toEqual([
      'qual_stage',
      'qual_score',
      'qual_score_fit',
      'qual_score_engagement',
      'qual_bant',
      'qual_bant_detail',
      'qual_by',
    ]);
  });

  it('of a duplicate keeps only what says so', () => {
    const filled = Object.entries(annotated({ duplicateOf: 'leads:7', followUpBy: DAY })).filter(
      ([, cell]) => cell !== '',
    );
    expect(Object.fromEntries(filled)).toEqual({
      qual_stage: 'duplicate',
      qual_duplicate_of: 'leads:7',
      qual_issues: 'employees:invalid; row:short',
      qual_by: 'purchased-list v3 2026-11-01',
    });
  });

  it('names the issues of a row in their order', () => {
    const { short, long, quote, nul, quoted } = ROW_FLAGS;
    expect(rowIssues(nul | quote | short | quoted)).toEqual(['row:short', 'row:quote', 'row:nul']);
    expect(rowIssues(long)).toEqual(['row:long']);
    expect(rowIssues(quoted)).toEqual([]);
  });
});
