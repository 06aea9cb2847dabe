import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatHundredths,
  multiplyToHundredths,
  parseDecimal,
  roundToHundredths,
} from '../../src/values/decimal.ts';

test.each(['0', '-0.5', '12', '007', '0.123456789012345', '123456789012345', '100000000000000'])(
  '%s is a plain decimal',
  text => {
    expect(parseDecimal(text)).toBe(text);
  },
);

test.each([
  '',
  '-',
  '.5',
  '5.',
  '+5',
  '1e5',
  '1,5',
  '1_000',
  ' 1',
  '0x1',
  '１',
  '1234567890123456',
  '1.000000000000000',
])('%j is none', text => {
  expect(parseDecimal(text)).toBeUndefined();
});

test.each([
  ['1.005', 101],
  ['-1.005', -101],
  ['1.0049', 100],
  ['0.004', 0],
  ['-0.004', 0],
  ['12.5', 1250],
  ['99999999999999', 1e15],
  ['-99999999999999', -1e15],
])('%s is %d hundredths', (decimal, hundredths) => {
  expect(roundToHundredths(decimal)).toBe(hundredths);
});

test.each([
  [['0.1', 3], 30],
  [['1.1', '1.1', '1.1'], 133],
  [['0.0001', 50], 1],
  [['0.0001', 49], 0],
  [[1.005, 1], 101],
  [[1e24, '0.0001'], 1e15],
  [[], 100],
])('the product of %j is %d hundredths', (factors, hundredths) => {
  expect(multiplyToHundredths(factors)).toBe(hundredths);
});

interface Decimal {
  readonly units: bigint;
  readonly places: number;
}

const decimals: fc.Arbitrary<Decimal> = fc.record({
  units: fc.bigInt({ min: -999_999_999n, max: 999_999_999n }),
  places: fc.integer({ min: 0, max: 6 }),
});

function write({ units, places }: Decimal): string {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const fraction = places === 0 ? '' : `.${digits.slice(-places)}`;
  return `${units < 0n ? '-' : ''}${digits.slice(0, digits.length - places)}${fraction}`;
}

test('hundredths are the exact product, rounded once, half away from zero', () => {
  fc.assert(
    fc.property(fc.array(decimals, { minLength: 1, maxLength: 3 }), factors => {
      const units = factors.reduce((product, factor) => product * factor.units, 100n);
      const scale = 10n ** BigInt(factors.reduce((places, factor) => places + factor.places, 0));
      const size = units < 0n ? -units : units;
      const rounded = (2n * size + scale) / (2n * scale);
      const clamped = rounded > 10n ** 15n ? 10n ** 15n : rounded;
      expect(multiplyToHundredths(factors.map(write))).toBe(Number(units < 0n ? -clamped : clamped));
    }),
    { numRuns: 3000 },
  );
});

describe('hundredths as text', () => {
  test.each([
    [1250, '12.5'],
    [4000, '40'],
    [-500, '-5'],
    [0, '0'],
    [5, '0.05'],
    [-5, '-0.05'],
    [101, '1.01'],
    [110, '1.1'],
    [1e15, '10000000000000'],
  ])('%d is %s', (hundredths, text) => {
    expect(formatHundredths(hundredths)).toBe(text);
  });

  test('read back as the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e15, max: 1e15 }), hundredths => {
        expect(roundToHundredths(formatHundredths(hundredths))).toBe(hundredths);
      }),
    );
  });
});
