import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlaceLookup } from '../../../../src/engine/fast/reading/place-lookup.ts';
import {
  type Asked,
  arbitraryAsked,
  batchOf,
  hasLookup,
  openField,
  readCells,
  readSlowly,
  rulebookOf,
} from '../../answering.ts';

/** A rulebook that asks these conditions, each as a score rule, of a number field `size`. */
function bookOf(conditions: readonly object[], field: object = {}, more: object = {}) {
  const rules = conditions.map((when, index) => ({ id: `r${index}`, when, points: 1 }));
  return rulebookOf({
    rulebook: 'demo',
    version: 1,
    fields: { size: { type: 'number', ...field } },
    scores: { fit: { rules: [...rules, { id: 'any', when: { size: { is: 'present' } }, points: 1 }] } },
    stages: [{ stage: 'lead' }],
    ...more,
  });
}

const PER = { scores: { fit: { rules: [{ id: 'per', per: 'size', points: 0.1, max: 20 }] } } };

const bounds = fc.constantFrom(0, 7, 8, 10, 49.5, 50, 500, 123456, 999999999999999, -5);
const someBounds = fc.array(bounds, { minLength: 1, maxLength: 3 });
const condition: fc.Arbitrary<object> = fc.oneof(
  fc.tuple(fc.constantFrom('gt', 'gte', 'lt', 'lte'), bounds).map(([operator, bound]) => ({
    size: { [operator]: bound },
  })),
  fc.tuple(bounds, bounds).map(ends => ({
    size: { between: [Math.min(...ends), Math.max(...ends)] },
  })),
  someBounds.map(list => ({ size: list })),
  someBounds.map(list => ({ size: { not_in: list } })),
  fc.constantFrom('present', 'blank', 'invalid').map(is => ({ size: { is } })),
);
const field = fc.record(
  {
    min: fc.constantFrom(-5, 0, 7, 10),
    max: fc.constantFrom(10, 49.5, 500, 123456),
    band: fc.constantFrom('low', 'high'),
    blank: fc.array(fc.constantFrom('0', '50', '007', 'tbd', '1-5'), { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const more = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  fc.constant({ blank_also: ['99'] }),
  fc.constant({ blank_also: ['none at all'] }),
  fc.constant(PER),
);

const around = bounds.chain(bound => fc.constantFrom(-1, 0, 1).map(step => String(Math.floor(bound) + step)));
const digits = fc.stringMatching(/^[0-9]{1,17}$/);
const cell = fc.oneof(
  { weight: 4, arbitrary: around },
  digits,
  fc.tuple(fc.constantFrom('0', '00', '000000000000'), around).map(parts => parts.join('')),
  fc.constantFrom(
    '99',
    '007',
    '7',
    '+7',
    '-7',
    ' 50 ',
    '"50"',
    '50%',
    '1k',
    '1-5',
    '1 500',
    '1.500',
    '1,5',
    '٣',
  ),
  around.map(text => `"${text}"`),
  // A stray quote is part of the cell.
  fc.constantFrom('"50"0', '"5"0"', '5"0', '"50" ', '"1""2"', '50"'),
  fc.constantFrom('""', 'n/a', 'many', '0', '000000000000000', '0000000000000000', '1e3'),
);

const asked = arbitraryAsked('size');

describe('the lookup of numbers', () => {
  it('answers every cell as the ordinary way does, in any order', () => {
    let lookups = 0;
    fc.assert(
      fc.property(
        fc.array(condition, { maxLength: 4 }),
        field,
        more,
        asked,
        fc.array(cell, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 30 }),
        (conditions, own, others, wanted, cells, size) => {
          fc.pre((own.min ?? 0) <= (own.max ?? 500));
          const rulebook = bookOf(conditions, own, others);
          if (hasLookup(createPlaceLookup, { rulebook, asked: wanted })) lookups++;
          expect(readCells(rulebook, wanted, cells, size)).toEqual(readSlowly(rulebook, wanted, cells));
        },
      ),
      { numRuns: 200 },
    );
    expect(lookups).toBeGreaterThan(10);
  });

  it.each<[string, boolean, readonly object[], object, object, Omit<Asked, 'field'>]>([
    ['a rulebook that compares', true, [{ size: { gte: 50 } }], { min: 0 }, {}, {}],
    ['one that lists numbers', true, [{ size: [1, 2] }], {}, {}, {}],
    ['one that asks for no more than a number', true, [], {}, {}, {}],
    ['blank spellings that are no digits', true, [], { blank: ['tbd', '1-5'] }, {}, {}],
    ['a `per` rule', false, [], {}, PER, {}],
    ['a blank spelling of digits', false, [], { blank: ['tbd', '999'] }, {}, {}],
    ['one of the rulebook', false, [], {}, { blank_also: ['0'] }, {}],
    ['a key', false, [], {}, {}, { keys: [{ field: 'size' }] }],
    ['readings', false, [], {}, {}, { isRead: true }],
  ])('%s: %s', (_, isThere, conditions, own, others, wanted) => {
    const rulebook = bookOf(conditions, own, others);
    expect(hasLookup(createPlaceLookup, { rulebook, asked: { field: 'size', ...wanted } })).toBe(isThere);
  });

  it('is for no other field', () => {
    const asks = [{ zip: { is: 'present' } }, { email: { is: 'present' } }];
    const fields = { size: { type: 'number' }, zip: { type: 'text' }, email: { type: 'email' } };
    const rulebook = bookOf(asks, {}, { fields });
    for (const name of ['zip', 'email']) {
      expect(hasLookup(createPlaceLookup, { rulebook, asked: { field: name } })).toBe(false);
    }
    expect(hasLookup(createPlaceLookup, { rulebook, asked: { field: 'size' } })).toBe(true);
  });

  it('takes up to 15 digits, with zeros before them and quotes around them, and the rest by its bytes', () => {
    const { read, kernel, cells } = openField(bookOf([{ size: { gte: 50 } }]), { field: 'size' });
    const numberOf = (text: string) => {
      read(batchOf([text]));
      return kernel.words[cells.numbers() / 4] ?? -1;
    };
    const [low, high] = [numberOf('49'), numberOf('51')];
    expect(low).not.toBe(high);
    for (const text of ['0', '00', '000000000000049', '"49"', '"0"'])
      expect([text, numberOf(text)]).toEqual([text, low]);
    for (const text of ['00000000000051', '999999999999999', '"999999999999999"']) {
      expect([text, numberOf(text)]).toEqual([text, high]);
    }
    const others = [
      '0000000000000049',
      '1234567890123456',
      '+7',
      '-7',
      '7.5',
      ' 7',
      '7k',
      '" 7"',
      '٣',
      '"4""9"',
    ];
    const numbers = others.map(numberOf);
    expect(new Set([low, high, ...numbers]).size).toBe(others.length + 2);
    expect(others.map(numberOf)).toEqual(numbers);
  });

  it('answers the numbers on both sides of a bound and the bound itself apart', () => {
    const conditions = [{ size: { gt: 10 } }, { size: { gte: 10 } }, { size: 20 }, { size: { lt: 30.5 } }];
    const cells = ['9', '10', '11', '19', '20', '21', '30', '31', '012'];
    const keys = readCells(bookOf(conditions), { field: 'size' }, cells).map(({ key }) => key);
    expect(keys).toEqual(['---++', '-+-++', '++-++', '++-++', '+++++', '++-++', '++-++', '++--+', '++-++']);
  });
});
