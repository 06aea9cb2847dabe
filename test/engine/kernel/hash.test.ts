import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashText } from '../../../src/records/hash64.ts';
import { emailDomain, parseEmail } from '../../../src/values/field-types/email.ts';
import { batchOf, openField, rulebookOf } from '../answering.ts';

const RULEBOOK = rulebookOf(
  '{ rulebook: r, version: 1, fields: { email: { type: email } }, stages: [{ stage: lead }] }',
);
const KEYS = [{ field: 'email' }, { field: 'email', part: 'domain' as const }];

function hashOf(text: string): readonly number[] {
  const words = new Uint32Array(2);
  hashText(text, words, 0);
  return [...words];
}

it('an address and its domain have the hashes of their texts, of whatever ASCII they are', () => {
  const character = fc.integer({ min: 0x21, max: 0x7e }).map(unit => String.fromCharCode(unit));
  const local = fc.string({ unit: character, minLength: 1, maxLength: 200 });
  const label = fc.stringMatching(/^[a-zA-Z0-9]([a-zA-Z0-9-]{0,20}[a-zA-Z0-9])?$/);
  const address = fc
    .tuple(local, fc.array(label, { minLength: 2, maxLength: 3 }))
    .map(([name, labels]) => `${name}@${labels.join('.')}`);
  // Alone in its cell: what stands around an address is not part of it.
  const isAlone = (text: string) => {
    const reading = parseEmail(text);
    return reading.kind === 'value' && reading.value === text.toLowerCase();
  };
  const addresses = address.filter(text => !text.startsWith("'") && isAlone(text));
  const field = openField(RULEBOOK, { field: 'email', keys: KEYS });
  fc.assert(
    fc.property(fc.array(addresses, { minLength: 1, maxLength: 20 }), texts => {
      const read = field.read(batchOf(texts));
      expect(read.map(({ hash }) => hash)).toEqual(texts.map(text => hashOf(text.toLowerCase())));
      expect(read.map(({ domainHash }) => domainHash)).toEqual(
        texts.map(text => hashOf(emailDomain(text.toLowerCase()))),
      );
    }),
    { numRuns: 200 },
  );
});
