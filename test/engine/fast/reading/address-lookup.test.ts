import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAddressLookup } from '../../../../src/engine/fast/reading/address-lookup.ts';
import type { FieldReference } from '../../../../src/model/condition.ts';
import { createStruct, type Kernel } from '../../../../src/records/kernel.ts';
import {
  type Asked,
  batchOf,
  hasLookup,
  openField,
  readCells,
  readSlowly,
  rulebookOf,
} from '../../answering.ts';

const EMAIL: FieldReference = { field: 'email' };
const DOMAIN: FieldReference = { field: 'email', part: 'domain' };

/** A rulebook that asks these conditions, each as a score rule, of a field `email`. */
function bookOf(conditions: readonly object[], field: object = {}, more: object = {}) {
  const rules = conditions.map((when, index) => ({ id: `r${index}`, when, points: 1 }));
  return rulebookOf({
    rulebook: 'demo',
    version: 1,
    fields: { email: { type: 'email', ...field } },
    scores: { fit: { rules: [...rules, { id: 'any', when: { email: { is: 'present' } }, points: 1 }] } },
    stages: [{ stage: 'lead' }],
    ...more,
  });
}

const domains = fc.constantFrom('acme.fr', 'rival.com', 'gmail.com', 'a.b.pl', 'societe.fr', 'Rival.PL');
const someDomains = fc.array(domains, { minLength: 1, maxLength: 3 });
/** Questions that the domain alone answers; some name the domains, others follow every one. */
const ofDomain: fc.Arbitrary<object> = fc.oneof(
  someDomains.map(list => ({ 'email.domain': list })),
  someDomains.map(list => ({ 'email.domain': { not_in: list } })),
  fc.constant({ 'email.domain': '$free_mail' }),
  fc.constantFrom('acme', '.pl', 'i').map(part => ({ 'email.domain': { contains: part } })),
  fc.constantFrom('.fr', '.pl').map(part => ({ 'email.domain': { ends_with: part } })),
  fc.constantFrom('acme', 'r').map(part => ({ 'email.domain': { starts_with: part } })),
  fc.constantFrom('acme', 'pl').map(word => ({ 'email.domain': { has_word: word } })),
  fc.constant({ 'email.domain': { matches: '^[a-m].*m$' } }),
  fc.constantFrom('present', 'blank', 'invalid').map(is => ({ 'email.domain': { is } })),
  fc.constantFrom('present', 'blank', 'invalid').map(is => ({ email: { is } })),
);
const ofWhole: fc.Arbitrary<object> = fc.oneof(
  fc.constant({ email: 'ann@acme.fr' }),
  fc.constant({ email: { starts_with: '$role_accounts' } }),
  fc.constant({ email: { contains: 'info' } }),
);
const conditions = fc.oneof(
  { weight: 3, arbitrary: fc.array(ofDomain, { maxLength: 3 }) },
  fc.array(fc.oneof(ofDomain, ofWhole), { minLength: 1, maxLength: 3 }),
);

/** Spellings of "nothing here", some with an `@`. */
const blanks = fc.array(fc.constantFrom('none@none.com', 'select', 'no@gmail.com', 'info', '0'), {
  maxLength: 2,
});

const locals = fc.constantFrom('ann', 'ANN', 'info', 'x', 'no', 'none', "o'h", '=a', "'b", "'=c", 'zoé', '');
const hosts = fc.constantFrom(
  'acme.fr',
  'ACME.FR',
  'rival.com',
  'rival.pl',
  'gmail.com',
  'none.com',
  'a.b.pl',
  'société.fr',
  'new.example',
  'other.example',
  'localhost',
  '10.0.0.1',
);
const address = fc.tuple(locals, hosts).map(parts => parts.join('@'));
const cell = fc.oneof(
  { weight: 6, arbitrary: address },
  address.map(text => `"${text}"`),
  address.map(text => ` ${text} `),
  fc.tuple(fc.nat({ max: 40 }), hosts).map(([number, host]) => `lead-${number}@${host}`),
  fc.nat({ max: 40 }).map(number => `ann@d${number}.example`),
  fc.constantFrom('""', 'n/a', 'Select', 'info', '0', 'a@b@c.fr', '@', '-'),
  // A stray quote is part of the cell.
  fc.constantFrom('"ann@acme.fr"x', '"ann"@acme.fr"', 'ann@"acme.fr', '"x"ann@acme.fr', '"ann@acme.fr" '),
);

const asked: fc.Arbitrary<Asked> = fc.record({
  field: fc.constant('email'),
  keys: fc.subarray([EMAIL, DOMAIN]),
  isRead: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
});

describe('the lookup of addresses', () => {
  it('answers and hashes every cell as the ordinary way does, in any order', () => {
    let lookups = 0;
    fc.assert(
      fc.property(
        fc.record({ conditions, blank: blanks, blank_also: blanks }),
        asked,
        fc.array(cell, { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 1, max: 25 }),
        ({ conditions: when, blank, blank_also }, wanted, cells, size) => {
          const more = blank_also.length === 0 ? {} : { blank_also };
          const rulebook = bookOf(when, blank.length === 0 ? {} : { blank }, more);
          if (hasLookup(createAddressLookup, { rulebook, asked: wanted })) lookups++;
          expect(readCells(rulebook, wanted, cells, size)).toEqual(readSlowly(rulebook, wanted, cells));
        },
      ),
      { numRuns: 200 },
    );
    expect(lookups).toBeGreaterThan(20);
  });

  it('goes on rightly where there are more domains than it remembers', () => {
    const cells = Array.from({ length: 20_000 }, (_, index) => `a@d${index}.example`);
    const rulebook = bookOf([{ 'email.domain': { contains: '99' } }]);
    const answers = readCells(rulebook, { field: 'email', keys: [DOMAIN] }, [...cells, ...cells]);
    const [met, unmet] = readSlowly(rulebook, { field: 'email' }, ['a@d99.example', 'a@d1.example']);
    const expected = cells.map(text => (text.includes('99') ? met?.key : unmet?.key));
    expect(met?.key).not.toBe(unmet?.key);
    expect(answers.map(({ key }) => key)).toEqual([...expected, ...expected]);
    const hashes = new Set(answers.map(({ domainHash }) => domainHash.join()));
    expect(hashes.size).toBe(cells.length);
  });

  it.each<[string, boolean, readonly object[], object, Omit<Asked, 'field'>]>([
    ['a rulebook that names domains', true, [{ 'email.domain': '$free_mail' }], {}, {}],
    ['one that looks into domains', true, [{ 'email.domain': { contains: 'acme' } }], {}, {}],
    ['one that asks for no more than an address', true, [], {}, {}],
    ['keys', true, [], {}, { keys: [EMAIL, DOMAIN] }],
    ['blank spellings without an @', true, [], { blank: ['nobody'] }, {}],
    ['one that asks for the address', false, [{ email: ['ann@acme.fr'] }], {}, {}],
    ['one that looks into the address', false, [{ email: { starts_with: 'info@' } }], {}, {}],
    ['a blank spelling with an @', false, [], { blank: ['x', 'none@none.com'] }, {}],
    ['readings', false, [], {}, { isRead: true }],
  ])('%s: %s', (_, isThere, when, field, wanted) => {
    const rulebook = bookOf(when, field);
    expect(hasLookup(createAddressLookup, { rulebook, asked: { field: 'email', ...wanted } })).toBe(isThere);
  });

  it('is for no other field', () => {
    const rulebook = bookOf(
      [{ 'email.domain': 'acme.fr' }, { site: { is: 'present' } }],
      {},
      {
        fields: { email: { type: 'email' }, site: { type: 'text' } },
      },
    );
    expect(hasLookup(createAddressLookup, { rulebook, asked: { field: 'site' } })).toBe(false);
    expect(hasLookup(createAddressLookup, { rulebook, asked: { field: 'email' } })).toBe(true);
  });

  it('knows addresses by their domain, and one number for all that the rulebook does not name', () => {
    const { read, kernel, cells } = openField(bookOf([{ 'email.domain': ['acme.fr'] }]), { field: 'email' });
    const numbersOf = (texts: readonly string[]) => {
      read(batchOf(texts));
      const first = cells.numbers() / 4;
      return [...kernel.words.slice(first, first + texts.length)];
    };
    const [acme, other, ...rest] = numbersOf([
      'ann@acme.fr',
      'a@b.pl',
      'bob@c.pl',
      '"x@ACME.FR"',
      'y@acme.fr',
    ]);
    // The domain is known by its bytes, in whatever case.
    expect(rest).toEqual([other, expect.not.toBeOneOf([acme, other]), acme]);
    expect(numbersOf(['"z@d.pl"', 'q@acme.fr', '"w@ACME.FR"'])).toEqual([other, acme, rest[1]]);
  });

  it.each(['ann', 'zoé@acme.fr', "'a@acme.fr", ' a@acme.fr', '"a""b@acme.fr"', '"', '""', '@'])(
    'leaves %s to be known by its bytes',
    text => {
      const { classes, kernel } = openField(bookOf([]), { field: 'email', keys: [EMAIL] });
      const lookup = createAddressLookup(kernel, classes, []);
      const start = kernel.allocate(64);
      kernel.bytes.set(Buffer.from(text), start);
      const found = {
        batch: batchStruct(kernel, start),
        bytes: start,
        start: 0,
        end: Buffer.byteLength(text),
      };
      lookup?.makeRoom(1);
      expect(lookup?.learn(found, 7)).toBe(true);
      expect(lookup?.table.find(start, start + found.end)).toBe(7);
      expect(lookup?.find(found)).toBe(7);
    },
  );
});

/** A batch of which nothing matters but its bytes and its quote. */
function batchStruct(kernel: Kernel, bytes: number): number {
  const struct = createStruct(kernel, ['bytes', 'count', 'quote']);
  struct.set({ bytes, quote: 0x22 });
  return struct.address;
}
