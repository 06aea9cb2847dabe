import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeTallies } from '../../../src/costs/tally/merge-tallies.ts';
import { startTally } from '../../../src/costs/tally/tally.ts';
import { Defect } from '../../../src/model/errors.ts';
import type { Tally } from '../../../src/model/tally.ts';
import { NEAR_SQL, RULEBOOK, type SampleRow, tallyOf, verdictOf } from '../samples.ts';

describe('a tally', () => {
  const rows: SampleRow[] = [
    {
      source: 'linkedin',
      shown: 'LinkedIn',
      verdict: verdictOf('SQL', { score: 7000, rulesMet: [0], criteria: ['met', 'met'] }),
    },
    {
      source: 'linkedin',
      shown: 'linkedin',
      verdict: verdictOf('MQL', { ...NEAR_SQL, score: 4000, rulesMet: [0, 1] }),
    },
    { source: 'linkedin' },
    { source: '', shown: '(none)', verdict: verdictOf('disqualified', { suppressed: true }) },
    { source: '', shown: '(none)', verdict: verdictOf('lead', { suppressed: true, stageIndex: -1 }) },
    { source: 'linkedin', verdict: verdictOf('SQL', { rulesMet: [0], score: 9900 }), inside: false },
    { source: 'linkedin', inside: false },
  ];
  const tally = tallyOf(rows, { rejected: 2 });

  test('counts rows as judged, duplicates and rejected, inside the period or not', () => {
    expect(tally).toMatchObject({ judged: 5, duplicates: 2, rejected: 2 });
  });

  test('counts a source by its key and shows it as its earliest row does', () => {
    expect(tally.sources.get('linkedin')).toEqual({
      shown: 'LinkedIn',
      first: [0, 1],
      leads: 2,
      duplicates: 1,
      suppressed: 0,
      outsidePeriod: 2,
      undated: 0,
      stages: [1, 0, 1, 0, 0],
      disqualifiedElsewhere: 0,
      oneAnswerFromSql: 1,
    });
  });

  test('counts suppressed leads among the leads, also where no stage is `disqualified`', () => {
    expect(tally.sources.get('')).toMatchObject({
      leads: 2,
      suppressed: 2,
      stages: [0, 0, 0, 1, 0],
      disqualifiedElsewhere: 1,
    });
  });

  test('counts criteria, rules, scores and questions of the leads inside the period', () => {
    expect(tally.criteria).toEqual([
      { met: 1, unmet: 0, unknown: 3, oneAnswerFrom: [1, 0, 0, 0, 0] },
      { met: 1, unmet: 3, unknown: 0, oneAnswerFrom: [0, 0, 0, 0, 0] },
    ]);
    expect(tally.rulesMet).toEqual([2, 1]);
    expect([...tally.scores]).toEqual([
      [7000, 1],
      [4000, 1],
      [0, 2],
    ]);
    expect([...tally.questions]).toEqual([['What budget?', 1]]);
  });

  test('takes only one answer away from SQL as near it, for stages that count as SQL too', () => {
    const near = (couldBe: number, answersNeeded: '1' | '2+') => ({
      source: 'a',
      verdict: verdictOf('lead', { ...NEAR_SQL, couldBe, answersNeeded }),
    });
    const counted = tallyOf([near(0, '1'), near(1, '1'), near(2, '1'), near(0, '2+')]);
    expect(counted.sources.get('a')?.oneAnswerFromSql).toBe(2);
    expect([...counted.questions]).toEqual([['What budget?', 2]]);
  });

  test('has groups only if asked', () => {
    expect(tally.groups).toBeUndefined();
    const grouped = tallyOf([{ source: 'a', group: 'x', verdict: verdictOf('SQL') }], { grouped: true });
    expect(grouped.groups?.get('x')).toMatchObject({ leads: 1, stages: [1, 0, 0, 0, 0] });
  });

  test('is the same if verdicts are forgotten on the way', () => {
    const builder = startTally({ rulebook: RULEBOOK, grouped: false });
    rows.forEach(({ source, shown = source, verdict, inside = true }, index) => {
      const slot = verdict && builder.verdictSlot(verdict);
      builder.add({
        list: 0,
        row: index + 1,
        source: builder.sourceSlot({ key: source, shown }),
        group: 0,
        verdict: slot,
        inside,
      });
      builder.forgetVerdicts();
    });
    builder.reject(2);
    expect(builder.finish()).toEqual(tally);
    expect(builder.finish()).toEqual(tally);
  });

  test('is the same if the parts of verdicts are counted apart', () => {
    const builder = startTally({ rulebook: RULEBOOK, grouped: false });
    rows.forEach(({ source, shown = source, verdict, inside = true }, index) => {
      const { criteria, rulesMet, score, ...standing } = verdict ?? verdictOf('lead');
      builder.add({
        list: 0,
        row: index + 1,
        source: builder.sourceSlot({ key: source, shown }),
        group: 0,
        verdict: verdict && builder.verdictSlot(standing),
        inside,
      });
      if (verdict === undefined || !inside) return;
      for (const part of [{ criteria }, { rulesMet }, { score }]) builder.countPart(part, 1);
    });
    builder.reject(2);
    expect(builder.finish()).toEqual(tally);
  });

  test('counts a part for many leads at once', () => {
    const verdict = verdictOf('SQL', { score: 7000, rulesMet: [0], criteria: ['met', 'unmet'] });
    const { criteria, rulesMet, score, ...standing } = verdict;
    const count = (builder: ReturnType<typeof startTally>, leads: number) => {
      for (const part of [{ criteria }, { rulesMet }, { score }]) builder.countPart(part, leads);
    };
    const builder = startTally({ rulebook: RULEBOOK, grouped: false });
    const source = builder.sourceSlot({ key: 'a', shown: 'a' });
    const slot = builder.verdictSlot(standing);
    for (let row = 1; row <= 5; row++)
      builder.add({ list: 0, row, source, group: 0, verdict: slot, inside: true });
    count(builder, 3);
    count(builder, 2);
    const sample: SampleRow = { source: 'a', shown: 'a', verdict };
    expect(builder.finish()).toEqual(tallyOf([sample, sample, sample, sample, sample]));
  });

  test('knows only the slots it gave out', () => {
    const builder = startTally({ rulebook: RULEBOOK, grouped: false });
    const source = builder.sourceSlot({ key: 'a', shown: 'a' });
    const row = { list: 0, row: 1, source, group: 0, verdict: undefined, inside: true };
    expect(() => builder.add({ ...row, source: 3 })).toThrow(Defect);
    expect(() => builder.add({ ...row, source: 3 })).toThrow('no group in slot 3');
    expect(builder.finish()).toMatchObject({ judged: 0, duplicates: 0, sources: new Map() });
  });
});

describe('merging', () => {
  const EMPTY = tallyOf([], { grouped: true });
  const verdict = fc.option(
    fc.record({
      stage: fc.constantFrom('SQL', 'hot', 'MQL', 'disqualified', 'lead'),
      score: fc.constantFrom(0, 500, -250),
      near: fc.boolean(),
      suppressed: fc.boolean(),
    }),
  );
  const row = fc.record({
    name: fc.constantFrom(['a', 'A'], ['a', 'a'], ['b', 'B'], ['', '(none)']),
    verdict,
    inside: fc.boolean(),
    group: fc.constantFrom('x', 'y', ''),
  });
  const rows = fc.array(row, { maxLength: 30 }).map(drawn =>
    drawn.map(({ name: [source = '', shown = ''], verdict: found, ...rest }, index): SampleRow => {
      const place = { list: index % 2, row: 100 - index };
      if (found === null) return { source, shown, ...rest, ...place };
      const { stage, near, ...differing } = found;
      const judged = verdictOf(stage as 'SQL', { ...differing, ...(near ? NEAR_SQL : {}) });
      return { source, shown, ...rest, ...place, verdict: judged };
    }),
  );
  const part = rows.map(drawn => tallyOf(drawn, { grouped: true, rejected: drawn.length % 3 }));
  /** A map's order is not part of its meaning. */
  const plain = ({ sources, groups, scores, questions, ...rest }: Tally) => {
    const maps = [sources, groups ?? new Map(), scores, questions].map(map => [...map].sort());
    return { ...rest, maps };
  };

  test('any split of the rows, merged in any order, is the tally of all', () => {
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.nat(3)), fc.boolean(), (drawn, stream, backwards) => {
        const parts: SampleRow[][] = [[], [], [], []];
        for (const each of drawn) parts[stream.next().value]?.push(each);
        const tallies = parts.map(each => tallyOf(each, { grouped: true }));
        const ordered = backwards ? tallies.reverse() : tallies;
        expect(plain(ordered.reduce(mergeTallies, EMPTY))).toEqual(plain(tallyOf(drawn, { grouped: true })));
      }),
    );
  });

  test('is associative and has the empty tally as its unit', () => {
    fc.assert(
      fc.property(part, part, part, (a, b, c) => {
        expect(plain(mergeTallies(mergeTallies(a, b), c))).toEqual(
          plain(mergeTallies(a, mergeTallies(b, c))),
        );
        expect(plain(mergeTallies(EMPTY, a))).toEqual(plain(a));
        expect(plain(mergeTallies(a, EMPTY))).toEqual(plain(a));
      }),
    );
  });
});
