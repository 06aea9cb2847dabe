import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../src/model/lead.ts';
import { type BooleanField, COMBINATIONS, type Field } from '../../src/model/rulebook.ts';
import { compileWeigh, HEAVIEST } from '../../src/values/combine.ts';

const YES: Reading = { kind: 'value', value: true };
const NO: Reading = { kind: 'value', value: false };
const BLANK: Reading = { kind: 'blank' };
const INVALID: Reading = { kind: 'invalid', reason: 'neither a yes nor a no' };
const field: BooleanField = {
  name: 'opted_out',
  type: 'boolean',
  columns: [],
  required: false,
  blank: [],
  true: [],
  false: [],
};

/** The reading of the heaviest of some columns, the first of equals. */
function combined(own: Field, readings: readonly Reading[]): Reading {
  const weigh = compileWeigh(own);
  return readings.reduce((best, next) => (weigh(next) > weigh(best) ? next : best), BLANK);
}

const readings = fc.array(fc.constantFrom(YES, NO, BLANK, INVALID), { maxLength: 4 });

describe('several columns of a boolean field', () => {
  it('say yes for `any` if one does, else are invalid if one is, else say no if one does', () => {
    fc.assert(
      fc.property(readings, list => {
        const expected = [YES, INVALID, NO].find(answer => list.includes(answer)) ?? BLANK;
        expect(combined({ ...field, combine: 'any' }, list)).toEqual(expected);
      }),
    );
  });

  it('say no for `all` if one does, else are invalid if one is, else say yes if one does', () => {
    fc.assert(
      fc.property(readings, list => {
        const expected = [NO, INVALID, YES].find(answer => list.includes(answer)) ?? BLANK;
        expect(combined({ ...field, combine: 'all' }, list)).toEqual(expected);
      }),
    );
  });

  it.each([field, { ...field, combine: 'first' as const }, { ...field, type: 'text' as const, aliases: [] }])(
    'are the first that is not blank otherwise',
    own => {
      fc.assert(
        fc.property(readings, list => {
          expect(combined(own, list)).toEqual(list.find(reading => reading !== BLANK) ?? BLANK);
        }),
      );
    },
  );

  it('have an answer that nothing outweighs, and weigh nothing where they are blank or absent', () => {
    for (const combine of COMBINATIONS) {
      const weigh = compileWeigh({ ...field, combine });
      expect(Math.max(...[YES, NO, INVALID].map(weigh))).toBe(HEAVIEST);
      expect([BLANK, { kind: 'absent' } as const].map(weigh)).toEqual([0, 0]);
    }
  });
});
