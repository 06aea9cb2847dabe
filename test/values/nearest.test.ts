import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countEdits, nearestName, suggestName } from '../../src/values/nearest.ts';

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

describe('suggestName', () => {
  test('names the nearest, else those that there are, and how many more than it lists', () => {
    expect(suggestName('emial', ['email', 'phone'])).toBe('did you mean email?');
    expect(suggestName('x', ['email', 'phone'])).toBe('one of email, phone');
    const many = Array.from({ length: 14 }, (_, index) => `column ${index}`);
    expect(suggestName('x', many)).toBe(`one of ${many.slice(0, 12).join(', ')}, and 2 more`);
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
