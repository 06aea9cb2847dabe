import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rulebook } from '../../../../src/model/rulebook.ts';
import { rulebookOf } from '../../../engine/answering.ts';
import { leads, rulebooks } from '../../../judging/arbitrary.ts';
import { value } from '../../../judging/judged.ts';
import { causesOf, diffOf } from './diffing.ts';

const TEXT = `
rulebook: demo
version: 1
fields:
  email: { type: email }
  budget: { type: number }
  size: { type: number }
  title: { type: text }
sets: { rivals: [rival.example] }
criteria:
  rich: { when: { budget: { gte: 100 } }, ask: "How much?" }
  decider: { when: { title: { has_word: [ceo] } }, ask: "Who signs?" }
  competitor: { when: { email.domain: $rivals } }
frameworks: { pair: { criteria: [rich, decider], pass: 2 } }
scores:
  fit:
    max: 40
    rules:
      - { id: size, when: { size: { gte: 10 } }, points: 20 }
      - { id: boss, when: { criterion: decider }, points: 25 }
stages:
  - { stage: disqualified, when: { criterion: competitor } }
  - { stage: SQL, when: { framework: pair }, route: sales }
  - { stage: MQL, when: { score: { fit: { gte: 20 } } }, route: nurture }
  - { stage: lead }
dedupe: { keys: [[email]] }
`;
const BEFORE = rulebookOf(TEXT);
const edited = (...edits: readonly (readonly [from: string, to: string])[]): Rulebook => {
  for (const [from] of edits) expect(TEXT).toContain(from);
  return rulebookOf(edits.reduce((text, [from, to]) => text.replace(from, to), TEXT));
};
const lead = (readings: Readonly<Record<string, string | number>>) =>
  [Object.fromEntries(Object.entries(readings).map(([name, cell]) => [name, value(cell)]))] as const;

describe('what is responsible for a move', () => {
  it('is the criterion whose threshold changed, not the framework and the stage that follow', () => {
    const diff = diffOf(BEFORE, edited(['gte: 100', 'gte: 200']), [
      lead({ budget: 150, title: 'ceo' }),
      lead({ budget: 250, title: 'ceo' }),
      lead({ budget: 150 }),
    ]);
    expect(causesOf(diff)).toEqual(['criterion rich: 1 of 2, thresholds: met → unmet (2)']);
    expect(diff.examples).toEqual([
      {
        lead: 'leads:1',
        before: 'SQL',
        after: 'MQL',
        because: [{ kind: 'criterion', name: 'rich', before: 'met', after: 'unmet' }],
      },
    ]);
    expect(diff.moved).toEqual({ leads: 1, rate: 0.3333, up: 0, down: 1, level: 0, entered: 0, left: 0 });
  });

  it('is the rule that gives other points', () => {
    const diff = diffOf(BEFORE, edited(['points: 20', 'points: 15']), [
      lead({ size: 12 }),
      lead({ size: 12, title: 'ceo' }),
      lead({ size: 1 }),
    ]);
    expect(causesOf(diff)).toEqual(['rule fit.size: 1 of 2, thresholds: +20 → +15 (2)']);
    // 45 points were held at 40 and still are: only the one that moved has another score.
    expect(diff.stayed.score).toBe(0);
  });

  it('is the criterion, where score rules ask it', () => {
    const diff = diffOf(BEFORE, edited(['[ceo]', '[ceo, cto]']), [lead({ title: 'cto' })]);
    expect(causesOf(diff)).toEqual(['criterion decider: 1 of 1: unmet → met (1)']);
    expect(diff.changes).toMatchObject([
      {
        section: 'criteria',
        name: 'decider',
        keys: [{ key: 'when: title has_word', removed: [], added: ['cto'] }],
      },
    ]);
  });

  it('is the stage, its order and its threshold', () => {
    const higher = edited(['fit: { gte: 20 }', 'fit: { gte: 30 }']);
    expect(causesOf(diffOf(BEFORE, higher, [lead({ size: 12, title: 'x' })]))).toEqual([
      'stage MQL: 1 of 1, thresholds: met → not met (1)',
    ]);
    const swapped: Rulebook = {
      ...BEFORE,
      stages: [1, 0, 2, 3].flatMap(index => BEFORE.stages[index] ?? []),
    };
    const rival = lead({ email: 'a@rival.example', budget: 200, title: 'ceo' });
    expect(causesOf(diffOf(BEFORE, swapped, [rival]))).toEqual([
      'order of stages stages: 1 of 1: disqualified → SQL (1)',
    ]);
  });

  it('is what an answer could bring, where nothing else is another', () => {
    const low = [['score: { fit: { gte: 20 } }', 'score: { fit: { lt: 30 } }']] as const;
    const before = edited(...low);
    const after = edited(...low, ['points: 20', 'points: 4']);
    // 25 points, and 20 more if the size were known: not below 30 for sure; with 4 more it is.
    const diff = diffOf(before, after, [lead({ title: 'ceo', budget: 1 })]);
    expect(causesOf(diff)).toEqual(['rule fit.size: 1 of 1, thresholds: up to +20 → up to +4 (1)']);
  });

  it('is the field that is read otherwise', () => {
    const diff = diffOf(BEFORE, edited(['size: { type: number }', 'size: { type: number, min: 50 }']), [
      [{ size: value(12) }],
    ]);
    // The study is given readings; a list would give the new rulebook an invalid cell.
    expect(causesOf(diff)).toEqual([]);
    expect(diff.unaffected.changes).toEqual(['fields size']);
  });

  it('is dedupe or suppression, where a lead leaves or enters the figures by it', () => {
    const diff = diffOf(BEFORE, edited(['[[email]]', '[[title]]']), [
      [{}, { after: 'duplicate' }],
      [{}, { before: 'duplicate' }],
      [{}, { before: 'duplicate', after: 'duplicate' }],
      [{}, { suppressed: { before: false, after: true } }],
    ]);
    expect(causesOf(diff)).toEqual([
      'dedupe keys: 2 of 2: judged → duplicate (1), duplicate → judged (1)',
      'suppress keys: 1 of 1: not suppressed → suppressed (1)',
    ]);
    expect(diff.rows.judged).toBe(3);
    expect(diff.moved).toMatchObject({ leads: 3, entered: 1, left: 1, down: 1 });
    expect(diff.stages.find(({ stage }) => stage === 'duplicate')).toEqual({
      stage: 'duplicate',
      before: 2,
      after: 2,
      change: 0,
    });
  });
});

describe('leads that stay', () => {
  it('are counted by what else of them is another', () => {
    const after = edited(
      ['How much?', 'How many?'],
      ['route: sales', 'route: team'],
      ['points: 25', 'points: 30'],
    );
    const diff = diffOf(BEFORE, after, [
      lead({ title: 'ceo' }),
      lead({ title: 'ceo', budget: 100 }),
      lead({ title: 'x', size: 12 }),
    ]);
    expect(diff.moved.leads).toBe(0);
    expect(diff.stayed).toEqual({
      score: 2,
      grade: 0,
      could_be: 0,
      next_question: 1,
      route: 1,
      follow_up: 0,
    });
    expect(causesOf(diff)).toEqual(['rule fit.boss: 0 of 2, thresholds: +25 → +30 (2)']);
  });

  it('move if their stage counts as something else', () => {
    const own = (standing: string) =>
      edited(['stage: MQL, when', `stage: hot, counts_as: ${standing}, when`]);
    const diff = diffOf(own('MQL'), own('SQL'), [lead({ size: 12, budget: 1 })]);
    expect(diff.matrix).toEqual([{ before: 'hot (MQL)', after: 'hot (SQL)', leads: 1 }]);
    expect(causesOf(diff)).toEqual(['stage hot: 1 of 1: MQL → SQL (1)']);
    expect(diff.total.sql).toEqual({ before: 0, after: 1, change: 1, rate: null });
  });
});

describe('what is not affected', () => {
  it('is named: stages, sources, rules, fields, and changes without an effect', () => {
    const after = edited(['gte: 100', 'gte: 200'], ['[ceo]', '[ceo, cto]'], ['version: 1', 'version: 2']);
    const { unaffected, meaning_changed } = diffOf(BEFORE, after, [lead({ budget: 150, title: 'ceo' })]);
    expect(meaning_changed).toBe(true);
    expect(unaffected).toEqual({
      stages: ['lead', 'disqualified'],
      sources: [],
      fields: [],
      rules: ['criterion decider', 'criterion competitor', 'rule fit.size', 'rule fit.boss'],
      changes: ['criteria decider'],
    });
  });
});

describe('on random rulebooks and leads', () => {
  const many = fc.array(leads, { minLength: 1, maxLength: 12 }).map(list => list.map(one => [one] as const));

  it('a rulebook and itself differ in nothing', () => {
    fc.assert(
      fc.property(rulebooks, many, (rulebook, list) => {
        const diff = diffOf(rulebook, structuredClone(rulebook), list);
        expect(diff.moved).toMatchObject({ leads: 0, rate: 0 });
        expect([diff.meaning_changed, diff.changes, diff.rules, diff.examples]).toEqual([false, [], [], []]);
        expect(Object.values(diff.stayed).every(count => count === 0)).toBe(true);
      }),
    );
  });

  it('what moved is what lies off the diagonal, and has a rule that is responsible', () => {
    fc.assert(
      fc.property(rulebooks, rulebooks, many, (before, after, list) => {
        const { moved, matrix, stages, rules, examples, rows } = diffOf(before, after, list);
        const off = matrix.filter(pair => pair.before !== pair.after);
        const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
        expect(sum(off.map(pair => pair.leads))).toBe(moved.leads);
        expect(moved.up + moved.down + moved.level + moved.entered + moved.left).toBe(moved.leads);
        expect(sum(matrix.map(pair => pair.leads))).toBe(rows.judged);
        expect(sum(stages.map(stage => stage.before))).toBe(list.length);
        expect(sum(stages.map(stage => stage.after))).toBe(list.length);
        expect(sum(rules.map(rule => rule.moves))).toBeGreaterThanOrEqual(moved.leads);
        expect(new Set(examples.map(one => `${one.before} ${one.after}`)).size).toBe(off.length);
        for (const { because } of examples) expect(because).not.toEqual([]);
      }),
    );
  });

  it('rulebooks without a change of meaning judge alike', () => {
    const twins = fc
      .tuple(rulebooks, fc.constantFrom('owner', 'name', 'description'))
      .map(([rulebook, key]) => [rulebook, { ...rulebook, [key]: 'somebody else' }] as const);
    fc.assert(
      fc.property(twins, many, ([before, after], list) => {
        const diff = diffOf(before, after, list);
        expect(diff.changes).toHaveLength(1);
        expect(diff.meaning_changed).toBe(false);
        expect(diff.moved.leads).toBe(0);
      }),
    );
  });
});
