import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AS_OF, rulebookOf, scanBatches } from '../../answering.ts';
import { type JudgedList, judgeList, judgePlainly } from '../../judged-lists.ts';

const LONG = 'why '.repeat(200);
const FIELDS = { email: { type: 'email' }, size: { type: 'number' }, title: { type: 'text' } };
const SOURCE = {
  rulebook: 'demo',
  version: 1,
  fields: FIELDS,
  criteria: { big: { when: { size: { gte: 10 } }, ask: `How, "${LONG}"?` } },
  frameworks: { one: { criteria: ['big'], pass: 1 } },
  scores: {
    fit: {
      rules: [
        { id: 'ceo', when: { title: 'ceo' }, points: 5 },
        { id: 'size', per: 'size', points: 1 },
      ],
    },
  },
  stages: [
    { stage: 'SQL', when: { all: [{ framework: 'one' }, { score: { fit: { gte: 20 } } }] }, route: 'a, "b"' },
    { stage: 'MQL', when: { criterion: 'big' } },
    { stage: 'lead' },
  ],
  dedupe: { keys: [['email']] },
};
const RULEBOOK = rulebookOf(SOURCE);
const NAMES = ['email', 'size', 'title', 'notes'];

function listOf(rows: readonly string[], more: Partial<JudgedList> = {}): JudgedList {
  return {
    rules: { rulebook: RULEBOOK, asOf: AS_OF, dedupe: true },
    header: NAMES,
    columns: new Map([
      ['email', [0]],
      ['size', [1]],
      ['title', [2]],
    ]),
    batches: () => scanBatches(rows, { columns: NAMES.length, sizes: [rows.length] }),
    ...more,
  };
}

const MANNERS = [
  ['CSV', {}],
  ['CSV without a guard', { guard: false }],
  ['NDJSON', { to: 'ndjson' }],
  ['some columns', { select: ['qual_reasons', 'notes', 'qual_stage', 'email'] }],
  ['some columns of NDJSON', { to: 'ndjson', select: ['qual_by', 'size', 'qual_reasons'] }],
] as const satisfies readonly (readonly [string, Partial<JudgedList>])[];

describe.each(MANNERS)('rows as %s', (_, manner) => {
  it('are whole where they are longer than the memory that they go to', () => {
    const rows = [1 << 10, 1 << 18, (1 << 18) - 15, (1 << 18) + 1, 1 << 20, 3 << 20, 5].map(
      (length, index) => `a${index}@b.fr,${index * 9},ceo,${'x'.repeat(length)}`,
    );
    for (const order of [rows, rows.toReversed()]) {
      const list = listOf([...order, `=x,1,ceo,=${'y'.repeat(1 << 20)}`, ...order], manner);
      expect(judgeList(list)).toEqual(judgePlainly(list));
    }
  });

  it('are whole where they are many more than there was room for, repeated or not', () => {
    const rows = Array.from({ length: 3_000 }, (_, index) => {
      const odd = ['', '=1+1', '+33 1 23 45 67', '-7', '"a\nb"', '"=x"'][index % 6];
      return `a${index % 2_500}@b.fr,${index % 40},${index % 3 === 0 ? 'ceo' : ''},${odd}${index % 7 === 0 ? ',more' : ''}`;
    });
    const list = listOf(rows, manner);
    const judged = judgeList(list);
    expect(judged).toEqual(judgePlainly(list));
    expect(Object.keys(judged.stages).sort()).toEqual(['MQL', 'SQL', 'duplicate', 'lead']);
  });
});

describe('rows of a list', () => {
  it('may have more than 65,536 cells', () => {
    const names = Array.from({ length: 70_000 }, (_, index) => `c${index}`);
    const rows = ['1', '12', 'ceo'].map(
      (last, index) => `a@b.fr,${index * 10},${'x,'.repeat(names.length - 3)}${last}`,
    );
    const list: JudgedList = {
      ...listOf([]),
      header: names,
      columns: new Map([
        ['email', [0]],
        ['size', [1]],
        ['title', [names.length - 1]],
      ]),
      batches: () =>
        scanBatches([...rows, 'short,1', `${rows[0]},long,er`], { columns: names.length, sizes: [2, 1, 2] }),
    };
    expect(judgeList(list)).toEqual(judgePlainly(list));
  });

  it('are none where a batch has none, before and after others', () => {
    const rows = ['a@b.fr,1,ceo,x'];
    function* batches() {
      yield* scanBatches([], { columns: 4, sizes: [1] });
      yield* scanBatches(['"never,1,2,3'], { columns: 4, sizes: [1] });
      yield* scanBatches(rows, { columns: 4, sizes: [1] });
      yield* scanBatches(['"never,1,2,3'], { columns: 4, sizes: [1] });
    }
    const list = listOf(rows, { batches });
    expect(judgeList(list)).toEqual(judgePlainly(list));
    expect(judgeList(list).tally).toMatchObject({ judged: 1, rejected: 2 });
  });

  it('are guarded but for what is blank, everywhere or in the column of a field', () => {
    const spelling = fc.constantFrom('-n/a', '- None', '=none', '@', '+a', '-1');
    const spellings = fc.array(fc.oneof(spelling, fc.constant('void')), { minLength: 1, maxLength: 2 });
    const ending = fc.constantFrom('', 'A1', ' call back', '5', ' ', '\u00a0', 'é');
    const cell = fc.oneof(
      spelling,
      spelling.map(text => `" ${text}"`),
      fc
        .tuple(fc.constantFrom('', ' ', '=', '-', '+', '@', '- ', '"=x""'), ending)
        .map(parts => parts.join('')),
      fc.constantFrom('', 'ceo', '+33 1 23 45', '-'),
    );
    const endQuoted = (text: string) => (text.startsWith('"') && !/[^"]"$/.test(text) ? `${text}"` : text);
    const rows = fc.array(
      fc.array(cell.map(endQuoted), { minLength: 4, maxLength: 4 }).map(cells => cells.join(',')),
      { minLength: 1, maxLength: 30 },
    );
    const written = new Set<string>();
    fc.assert(
      fc.property(rows, spellings, spellings, (lines, everywhere, ofTitle) => {
        const fields = { ...FIELDS, title: { type: 'text', blank: ofTitle } };
        const rulebook = rulebookOf({ ...SOURCE, fields, blank_also: everywhere });
        const list = listOf(lines, { rules: { rulebook, asOf: AS_OF, dedupe: true } });
        const judged = judgeList(list);
        expect(judged).toEqual(judgePlainly(list));
        for (const [, guarded = ''] of judged.annotated.matchAll(/(?<=[,"])('?[-=+@] ?[a-z]*)/gi))
          written.add(guarded);
      }),
      { numRuns: 150 },
    );
    // Each is blank by some of the rulebooks, and guarded by the others.
    for (const text of ['- None', '=none', '@', '+a']) {
      expect([...written]).toEqual(expect.arrayContaining([text, `'${text}`]));
    }
  });
});
