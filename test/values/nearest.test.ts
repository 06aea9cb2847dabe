import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countEdits, nearestName } from '../../src/values/nearest.ts';

describe('nearestName', () => {
  const FIELDS = ['email', 'employees', 'first_name', 'last_name', 'budget_amount'];

  test.each([
    ['emial', 'email'],
    ['Email', 'email'],
    ['employes', 'employees'],
    ['fist_name', 'first_name'],
    ['budget-amount', 'budget_amount'],
  ])('%s → %s', (wrong, right) => {
    expect(nearestName(wrong, FIELDS)).toBe(right);
  });

  test('says nothing where nothing is near', () => {
    expect(nearestName('telephone', FIELDS)).toBeUndefined();
    expect(nearestName('x', ['y', 'in'])).toBeUndefined();
    expect(nearestName('e'.repeat(1000), FIELDS)).toBeUndefined();
    expect(nearestName('email', [])).toBeUndefined();
  });

  test('takes the first of equals', () => {
    expect(nearestName('bat', ['bar', 'baz'])).toBe('bar');
  });
});

describe('countEdits', () => {
  test('counts a swap of neighbours once', () => {
    expect(countEdits('emial', 'email')).toBe(1);
    expect(countEdits('', 'abc')).toBe(3);
  });

  test('is symmetric, zero only for equals, and at most the longer length', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const edits = countEdits(a, b);
        expect(edits).toBe(countEdits(b, a));
        expect(edits === 0).toBe(a === b);
        expect(edits).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});
