import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocateCosts } from '../../src/costs/allocate.ts';
import { ALLOCATIONS, type Allocation, type SharedCost } from '../../src/model/costs.ts';
import { CannotRun } from '../../src/model/errors.ts';
import { amounts, costsOf, sourceCosts } from './samples.ts';

const active = (...leads: readonly number[]) =>
  leads.map(count => ({ leads: count, charged: count, mql: 0, sql: 0 }));

function shared(amount: string, allocate: Allocation): SharedCost {
  return { what: 'salaries', spend: { amount, rate: '1' }, allocate };
}

describe('a source’s own spend', () => {
  test('adds up lines, each exact with its rate and rounded once', () => {
    const spend = [
      { amount: '3000', rate: '0.92' },
      { amount: '0.005', rate: '1' },
      { amount: '0.005', rate: '1' },
    ];
    // 2760.00 + 0.01 + 0.01: each line is rounded, half away from zero
    expect(allocateCosts(costsOf([sourceCosts('a', { spend })]), active(0)).spend).toEqual([276_002]);
  });

  test('is charged per row, duplicates too, and credited', () => {
    const source = sourceCosts('a', {
      spend: amounts('500'),
      perLead: amounts('0.45'),
      credit: amounts('120'),
    });
    const { spend, input } = allocateCosts(costsOf([source]), [{ leads: 7, charged: 11, mql: 0, sql: 0 }]);
    expect(spend).toEqual([38_495]);
    expect(input).toBe(38_495);
  });

  test('per lead is multiplied before it is rounded', () => {
    const source = sourceCosts('a', { perLead: [{ amount: '0.333', rate: '0.5' }] });
    expect(allocateCosts(costsOf([source]), [{ leads: 0, charged: 10, mql: 0, sql: 0 }]).spend).toEqual([
      167,
    ]);
  });

  test('where credits exceed spend and charges is refused with its place', () => {
    const place = { file: 'c.yaml', line: 3, column: 7, length: 3, sourceLine: '  a: …' };
    const credit = [{ amount: '10', rate: '1', place }];
    const source = sourceCosts('acme', { perLead: amounts('1'), credit });
    const refuse = () => allocateCosts(costsOf([source]), active(9));
    expect(refuse).toThrow(CannotRun);
    expect(refuse).toThrow('the credits of `acme` exceed its spend by 1.00');
    expect(allocateCosts(costsOf([source]), active(10)).input).toBe(0);
    try {
      refuse();
    } catch (error) {
      expect(error instanceof CannotRun && error.diagnostics).toMatchObject([
        { code: 'cost-negative', place },
      ]);
    }
  });

  test('too large for whole cents is refused', () => {
    const source = sourceCosts('a', { perLead: amounts('999999999999') });
    expect(() => allocateCosts(costsOf([source]), active(1_000_000))).toThrow('too large');
  });
});

describe('shared costs', () => {
  const sources = ['a', 'b', 'c'].map((name, index) =>
    sourceCosts(name, { spend: amounts(`${index * 10}`) }),
  );
  const spread = (cost: SharedCost, ...leads: readonly number[]) =>
    allocateCosts(costsOf(sources, { shared: [cost] }), active(...leads));

  test('by leads', () => {
    expect(spread(shared('1', 'by_leads'), 2, 3, 2).spend).toEqual([29, 1043, 2028]);
  });

  test('by spend before shared costs', () => {
    expect(spread(shared('30', 'by_spend'), 1, 1, 1).spend).toEqual([0, 2000, 4000]);
    const both = [shared('30', 'evenly'), shared('30', 'by_spend')];
    const { spend } = allocateCosts(costsOf(sources, { shared: both }), active(0, 0, 0));
    expect(spend).toEqual([1000, 3000, 5000]);
  });

  test('evenly once each, a spend of zero and no leads too; ties in the file’s order', () => {
    expect(spread(shared('1', 'evenly'), 0, 0, 9).spend).toEqual([34, 1033, 2033]);
  });

  test('stay unallocated where the basis is zero or empty', () => {
    expect(spread(shared('1', 'by_leads'), 0, 0, 0)).toMatchObject({
      input: 3100,
      allocated: 3000,
      unallocated: 100,
    });
    const free = costsOf([sourceCosts('a', { spend: amounts('0') })], { shared: [shared('1', 'by_spend')] });
    expect(allocateCosts(free, active(5))).toMatchObject({ allocated: 0, unallocated: 100 });
    const none = costsOf([], { shared: ALLOCATIONS.map(allocate => shared('1', allocate)) });
    expect(allocateCosts(none, [])).toEqual({ spend: [], input: 500, allocated: 0, unallocated: 500 });
  });
});

test('allocated and unallocated always sum exactly to the input, and to the sources’ spend', () => {
  const amount = fc.tuple(fc.nat(1_000_000), fc.nat(9999)).map(([units, rest]) => `${units}.${rest}`);
  const rate = fc.constantFrom('1', '0.92', '0.2301', '157.33');
  const line = fc.record({ amount, rate });
  const source = fc.record({
    spend: fc.array(line, { maxLength: 3 }),
    perLead: fc.array(line, { maxLength: 1 }),
  });
  const cost = fc.record({ what: fc.constant('x'), spend: line, allocate: fc.constantFrom(...ALLOCATIONS) });
  const counts = fc.record({ leads: fc.nat(5000), charged: fc.nat(9000), mql: fc.nat(500), sql: fc.nat(50) });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(source, counts), { maxLength: 8 }),
      fc.array(cost, { maxLength: 5 }),
      (sources, costs) => {
        const inputs = costsOf(
          sources.map(([own], index) => sourceCosts(`s${index}`, own)),
          { shared: costs },
        );
        const { spend, input, allocated, unallocated } = allocateCosts(
          inputs,
          sources.map(([, count]) => count),
        );
        expect(allocated + unallocated).toBe(input);
        expect(spend.reduce((sum, cents) => sum + cents, 0)).toBe(allocated);
        expect(spend.every(cents => Number.isSafeInteger(cents) && cents >= 0)).toBe(true);
      },
    ),
  );
});

describe('who shares a cost, and how', () => {
  const sources = [
    sourceCosts('google', { spend: amounts('1000') }),
    sourceCosts('meta', { spend: amounts('500') }),
    sourceCosts('fair', { spend: amounts('2000') }),
  ];
  const activity = [
    { leads: 10, charged: 12, mql: 3, sql: 1 },
    { leads: 10, charged: 10, mql: 1, sql: 3 },
    { leads: 80, charged: 80, mql: 0, sql: 0 },
  ];
  const spendWith = (cost: SharedCost) => allocateCosts(costsOf(sources, { shared: [cost] }), activity).spend;

  test('by MQL and by SQL', () => {
    expect(spendWith(shared('400', 'by_sql'))).toEqual([110_000, 80_000, 200_000]);
    expect(spendWith(shared('400', 'by_mql'))).toEqual([130_000, 60_000, 200_000]);
  });

  test('only some sources', () => {
    expect(spendWith({ ...shared('300', 'evenly'), only: [0, 1] })).toEqual([115_000, 65_000, 200_000]);
    expect(spendWith({ ...shared('300', 'by_leads'), only: [1, 2] })).toEqual([100_000, 53_333, 226_667]);
  });

  test('a percentage of what they cost by themselves', () => {
    const fee: SharedCost = { what: 'agency', percent: '12.5', allocate: 'by_spend', only: [0, 1] };
    expect(spendWith(fee)).toEqual([112_500, 56_250, 200_000]);
    const { input, allocated, unallocated } = allocateCosts(
      costsOf(sources, { shared: [{ ...fee, only: [] }] }),
      activity,
    );
    expect([input, allocated, unallocated]).toEqual([350_000, 350_000, 0]);
  });
});
