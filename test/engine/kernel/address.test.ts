import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStruct, openKernel } from '../../../src/records/kernel.ts';
import { LONGEST_EMAIL, parseEmail } from '../../../src/values/field-types/email.ts';
import { ADDRESS_BYTES } from '../../../src/values/field-types/email-bytes.ts';

const kernel = openKernel();
const kinds = kernel.allocate(256);
kernel.bytes.set(ADDRESS_BYTES, kinds);
const memory = kernel.allocate(1024);
const batch = createStruct(kernel, ['bytes', 'count', 'quote']);
batch.set({ bytes: memory, quote: 0x22 });
const ADDRESSES = ['domains', 'named', 'namedMask', 'other', 'kinds', 'longest', 'hashes'] as const;
const addresses = createStruct(kernel, ADDRESSES);
addresses.set({ kinds, longest: LONGEST_EMAIL });

/** Where the `@` is in a cell that stands between others, whose bytes must not be looked at; -1 where it is no address. */
function findIn(cell: Buffer): number {
  const before = 'x@y.pl,';
  kernel.bytes.set(Buffer.concat([Buffer.from(before), cell, Buffer.from(',x@y.pl')]), memory);
  const end = before.length + cell.length;
  const sign = kernel.call.findSign(batch.address, before.length, end, addresses.address);
  return sign === 0 ? -1 : sign - memory - before.length;
}

const find = (text: string): number => findIn(Buffer.from(text));

/** An address alone, without anything around it. */
const isAddress = (text: string) => {
  const reading = parseEmail(text);
  return reading.kind === 'value' && reading.value === text.toLowerCase();
};

const anyAscii = fc.string({ unit: fc.integer({ min: 0, max: 127 }).map(unit => String.fromCharCode(unit)) });
/** Close to an address, and often one. */
const local = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'ann.B', 'x+7', "o'h", '-', '!#$%&*/=?^_`{|}~') },
  fc.array(fc.constantFrom('a', '.', "'", '@', ' '), { maxLength: 4 }).map(parts => parts.join('')),
);
const label = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('a', 'Q7', '7', '00', 'b-c', '1--1', 'x'.repeat(63)) },
  fc.constantFrom('', '-', 'a-', '-7', 'b_c', 'a@b', 'x'.repeat(64), '1'.repeat(64)),
);
const domain = fc.array(label, { minLength: 1, maxLength: 5 }).map(labels => labels.join('.'));
const nearAddress = fc.tuple(local, domain).map(([before, behind]) => `${before}@${behind}`);

describe('the @ of an address in ASCII', () => {
  it('is found exactly in what is an address, at its place, unless that starts with a guard', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.oneof({ weight: 5, arbitrary: nearAddress }, anyAscii), text => {
        const at = find(text);
        if (at >= 0) {
          found++;
          expect(parseEmail(text)).toEqual({ kind: 'value', value: text.toLowerCase() });
        }
        expect(at).toBe(isAddress(text) && !text.startsWith("'") ? text.indexOf('@') : -1);
      }),
      { numRuns: 5_000 },
    );
    expect(found).toBeGreaterThan(500);
  });

  it('is found behind every ASCII character that an address may have, and no other', () => {
    for (let byte = 0; byte < 128; byte++) {
      const character = String.fromCharCode(byte);
      const inside = [`a${character}b@acme.pl`, `ann@ac${character}me.pl`, `ann@acme.p${character}l`];
      for (const text of inside) {
        expect([byte, text, find(text)]).toEqual([byte, text, isAddress(text) ? text.indexOf('@') : -1]);
      }
    }
  });

  it.each([
    ['a label of 63 characters', `a@${'b'.repeat(63)}.pl`, 1],
    ['a label of 64 characters', `a@${'b'.repeat(64)}.pl`, -1],
    ['a last label of 63 characters', `a@b.${'c'.repeat(63)}`, 1],
    ['a last label of 64 characters', `a@b.${'c'.repeat(64)}`, -1],
    ['254 characters', `${'a'.repeat(254 - '@acme.example'.length)}@acme.example`, 241],
    ['255 characters', `${'a'.repeat(255 - '@acme.example'.length)}@acme.example`, -1],
    ['a last label that is a number', 'a@acme.123', -1],
    ['a last label that is a number but for one letter', 'a@acme.1b3', 1],
    ['a last label with a hyphen between digits', 'a@acme.1-3', 1],
    ['an address of numbers', '1@2.3.example', 1],
    ['an IP address', 'a@10.0.0.1', -1],
    ['a label that starts with a hyphen', 'a@-b.pl', -1],
    ['a label that ends with a hyphen', 'a@b-.pl', -1],
    ['a last label that starts with a hyphen', 'a@b.-pl', -1],
    ['a last label that ends with a hyphen', 'a@b.pl-', -1],
    ['a label of nothing but a hyphen', 'a@-.pl', -1],
    ['a label with hyphens inside', 'a@b--c.pl', 1],
    ['an underscore in the domain', 'a@b_c.pl', -1],
    ['no dot', 'a@localhost', -1],
    ['a dot at the end', 'a@acme.pl.', -1],
    ['a dot behind the @', 'a@.acme.pl', -1],
    ['two dots', 'a@acme..pl', -1],
    ['dots anywhere before the @', '.a..b.@acme.pl', 6],
    ['two @', 'a@b@acme.pl', -1],
    ['an @ at the end', 'a@acme.pl@', -1],
    ['nothing before the @', '@acme.pl', -1],
    ['nothing behind the @', 'ann@', -1],
    ['no @', 'acme.pl', -1],
    ['nothing', '', -1],
    ['a space around it', ' a@acme.pl', -1],
    ['a space behind it', 'a@acme.pl ', -1],
    ['a quote behind it', 'a@acme.pl"', -1],
    ['capitals', 'Ann.B@ACME.PL', 5],
    ['an apostrophe inside', "o'hara@acme.pl", 6],
    ['a formula', '=a@acme.pl', 2],
  ])('%s', (_, text, expected) => {
    expect(find(text)).toBe(expected);
    const isSpaced = text !== text.trim();
    if (!isSpaced) expect(isAddress(text)).toBe(expected >= 0);
  });

  it('is left to the text where a guard, white space or another script has a say', () => {
    expect(isAddress("'a@acme.pl")).toBe(true);
    expect(find("'a@acme.pl")).toBe(-1);
    for (const text of ['zoé@acme.pl', 'a@société.fr', 'a@acme.рф', 'a@b.é']) {
      expect([text, parseEmail(text).kind]).toEqual([text, 'value']);
      expect([text, find(text)]).toEqual([text, -1]);
    }
  });

  it('is found inside quotes, where quotes are double', () => {
    expect(find('"ann@acme.pl"')).toBe(4);
    for (const text of ['""', '"', '"@"', '"a""b@acme.pl"', '""ann@acme.pl""']) {
      expect([text, find(text)]).toEqual([text, -1]);
    }
    batch.set({ quote: 0x27 });
    for (const text of ['"ann@acme.pl"', "'ann@acme.pl'"]) expect([text, find(text)]).toEqual([text, -1]);
    batch.set({ quote: 0x22 });
  });

  it('takes no byte beyond ASCII for one of an address', () => {
    for (let byte = 128; byte < 256; byte++) {
      for (const place of [0, 1, 3, 5, 7]) {
        const bytes = Buffer.from('ab@cd.pl');
        bytes[place] = byte;
        expect([byte, place, findIn(bytes)]).toEqual([byte, place, -1]);
      }
    }
  });
});
