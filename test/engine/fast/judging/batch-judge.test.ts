import { describe, expect, it } from 'vitest';
import type { Rulebook } from '../../../../src/model/rulebook.ts';
import { AS_OF, rulebookOf, scanBatches } from '../../answering.ts';
import { type JudgedList, judgeList, judgePlainly } from '../../judged-lists.ts';

/** A list of these rows, one column for each name; a name is the field's, or that of no field. */
function listOf(
  rulebook: Rulebook,
  names: readonly string[],
  { rows, sizes = [rows.length] }: { readonly rows: readonly string[]; readonly sizes?: readonly number[] },
): JudgedList {
  return {
    rules: { rulebook, asOf: AS_OF, dedupe: true },
    header: names,
    columns: new Map(
      rulebook.fields.flatMap(({ name }) => (names.includes(name) ? [[name, [names.indexOf(name)]]] : [])),
    ),
    batches: () => scanBatches(rows, { columns: names.length, sizes }),
  };
}

describe('the parts of verdicts', () => {
  it('start over where there are too many of them, also while batches wait that use them', () => {
    const rulebook = rulebookOf(`
      rulebook: demo
      version: 1
      fields: { clicks: { type: number }, size: { type: number }, name: { type: text } }
      criteria: { big: { when: { size: { gte: 10 } }, ask: "How many?" } }
      scores:
        fit: { rules: [{ id: clicks, per: clicks, points: 0.5 }, { id: big, when: { criterion: big }, points: 7 }] }
        other: { rules: [{ id: size, per: size, points: 1, max: 9 }] }
      stages:
        - { stage: SQL, when: { score: { total: { gte: 1000 } } } }
        - { stage: lead }
      dedupe: { keys: [[name]] }
    `);
    const rows = Array.from(
      { length: 24_000 },
      (_, index) => `${index % 23_000},${index % 13 === 0 ? '' : index % 23},n${index % 23_500}`,
    );
    const list = listOf(rulebook, ['clicks', 'size', 'name'], { rows, sizes: [5_000] });
    const expected = judgePlainly(list);
    expect(judgeList(list)).toEqual(expected);
    expect(judgeList(list, 4)).toEqual(expected);
  });

  it('are as many as a batch makes, be it of one record or of all', () => {
    const rulebook = rulebookOf(`
      rulebook: demo
      version: 1
      fields: { clicks: { type: number } }
      scores: { fit: { rules: [{ id: clicks, per: clicks, points: 0.01 }] } }
      stages: [{ stage: lead }]
    `);
    const rows = Array.from({ length: 30_000 }, (_, index) => `${(index * 7) % 29_999},x`);
    const sizes = [1, 29_998, 1];
    const list = listOf(rulebook, ['clicks', 'notes'], { rows, sizes });
    expect(judgeList(list)).toEqual(judgePlainly(list));
  });

  it('say which fields are invalid, however many there are', () => {
    const names = Array.from({ length: 95 }, (_, index) => `f${index}`);
    const rulebook = rulebookOf({
      rulebook: 'demo',
      version: 1,
      fields: Object.fromEntries(names.map(name => [name, { type: 'number' }])),
      scores: {
        fit: {
          rules: names.map((name, index) => ({ id: `r${index}`, when: { [name]: { gt: 1 } }, points: 1 })),
        },
      },
      stages: [{ stage: 'lead' }],
    });
    const marks = [
      [],
      [0],
      [29],
      [30],
      [31],
      [59],
      [60],
      [61],
      [89],
      [90],
      [94],
      [0, 30, 60, 90],
      [...names.keys()],
    ];
    const rows = marks.map(own => names.map((_, index) => (own.includes(index) ? 'many' : '2')).join());
    const list = listOf(rulebook, names, { rows: [...rows, ...rows.toReversed()], sizes: [5] });
    const judged = judgeList(list);
    expect(judged).toEqual(judgePlainly(list));
    const issues = judged.annotated.split('\n').slice(0, marks.length);
    for (const [index, own] of marks.entries()) {
      for (const field of own) expect(issues[index]).toContain(`f${field}:invalid`);
      expect(issues[index]?.split(':invalid').length).toBe(own.length + 1);
    }
  });

  it('show each lead the day of its own that it is to be followed up by', () => {
    const rulebook = rulebookOf(`
      rulebook: demo
      version: 1
      fields: { seen: { type: date }, met: { type: date }, size: { type: number } }
      stages:
        - { stage: SQL, when: { size: { gte: 10 } }, follow_up: { days: 2, from: seen } }
        - { stage: MQL, when: { size: { gte: 5 } }, follow_up: { days: 3, from: met } }
        - { stage: prospect, when: { size: { gte: 1 } }, follow_up: { days: 1, weekdays: true } }
        - { stage: lead }
    `);
    const days = ['2026-10-01', '1969-12-31', '', 'soon', '1970-01-01', '2026-10-01'];
    const rows = days.flatMap(seen =>
      days.flatMap(met => ['12', '7', '2', '0', ''].map(size => `${seen},${met},${size}`)),
    );
    const list = listOf(rulebook, ['seen', 'met', 'size'], { rows: [...rows, ...rows], sizes: [17] });
    const judged = judgeList(list);
    expect(judged).toEqual(judgePlainly(list));
    for (const day of ['2026-10-03', '1970-01-02', '1970-01-03', '2026-11-03'])
      expect(judged.annotated).toContain(`,${day},`);
  });

  it('add up points as the evaluator does where they are negative, nothing, or their sum is a threshold', () => {
    const rulebook = rulebookOf(`
      rulebook: demo
      version: 1
      fields: { a: { type: number }, b: { type: number } }
      criteria: { known: { when: { b: { is: present } }, ask: "What is b?" } }
      scores:
        one: { rules: [{ id: a, per: a, points: 0.1 }, { id: k, when: { criterion: known }, points: 0.3 }] }
        two: { min: -5, rules: [{ id: b, per: b, points: 0.1, max: 40 }] }
      stages:
        - { stage: SQL, when: { score: { total: { gt: 0.3 } } } }
        - { stage: MQL, when: { score: { total: { gte: 0 } } } }
        - { stage: prospect, when: { score: { total: { gt: -0.3 } } } }
        - { stage: lead }
    `);
    const cells = ['', '0', '-0', '1', '3', '-3', '0.1', '-0.1', '999999999999', '-999999999999', 'x'];
    const rows = cells.flatMap(a => cells.map(b => `${a},${b}`));
    const list = listOf(rulebook, ['a', 'b'], {
      rows: rows.map(row => (row === ',' ? '"",' : row)),
      sizes: [20, 3],
    });
    expect(judgeList(list)).toEqual(judgePlainly(list));
  });
});
