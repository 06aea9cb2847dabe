import { expect, it } from 'vitest';
import { judgeLead, type LeadValue } from '../../src/engine/judge-lead.ts';
import { compileRulebook } from '../../src/judging/judge.ts';
import { compileCellParser } from '../../src/values/cell.ts';
import { AS_OF, rulebookOf } from './answering.ts';

const RULEBOOK = rulebookOf(`
  rulebook: demo
  version: 1
  locale: fr
  fields: { size: { type: number }, seen: { type: date }, ok: { type: boolean }, title: { type: text } }
  scores: { fit: { rules: [{ id: size, per: size, points: 2 }] } }
  stages:
    - { stage: SQL, when: { all: [{ size: { gte: 1.5 } }, { seen: { within_last_days: 30 } }, { ok: true }] } }
    - { stage: MQL, when: { size: { gte: 1 } } }
    - { stage: lead }
`);
const judge = (lead: Readonly<Record<string, LeadValue>>, asOf: string | number = '2026-11-01') =>
  judgeLead(RULEBOOK, lead, { asOf });

it('judges a lead by its values, as the rulebook writes them', () => {
  const lead = { size: '1,5', seen: '15/10/2026', ok: 'oui' };
  expect(judge(lead)).toMatchObject({ stage: 'SQL', score: 300 });
  expect(judge(lead, AS_OF)).toEqual(judge(lead));
  expect(judge({ size: 1.5, seen: '2026-10-15', ok: true })).toEqual(judge(lead));
  expect(judge(lead, '2027-11-01').stage).toBe('MQL');
  const monthFirst = { locale: 'fr', dates: 'mdy' } as const;
  expect(judgeLead(RULEBOOK, lead, { asOf: AS_OF, notation: monthFirst })).toMatchObject({
    stage: 'MQL',
    invalid: ['seen'],
  });
  expect(judgeLead(RULEBOOK, lead, { asOf: AS_OF, suppressed: true }).suppressed).toBe(true);
});

it('takes a field that is null or not named for a blank one', () => {
  expect(judge({ size: 2, title: null })).toEqual(judge({ size: '2', title: ' ', seen: undefined }));
  const blank = compileRulebook(RULEBOOK, { asOf: AS_OF });
  const answers = blank.fields.map(({ field, answer }) =>
    answer(compileCellParser(field, { locale: 'fr', blankAlso: [] })({ text: '', plain: false })),
  );
  expect(judge({})).toEqual(blank.verdict(answers, { suppressed: false }));
});

it('names the fields that the rulebook does not have, and what is no day', () => {
  expect(() => judge({ sise: 2, titel: 'CEO' })).toThrow(
    'rulebook demo has no field sise\nrulebook demo has no field titel',
  );
  expect(() => judge({}, '2026-02-30')).toThrow('asOf 2026-02-30 is not a day');
  expect(() => judge({}, 0.5)).toThrow('asOf 0.5 is not a day');
});
