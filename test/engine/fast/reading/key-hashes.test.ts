import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFieldCells } from '../../../../src/engine/fast/reading/field-cells.ts';
import { compileKey } from '../../../../src/engine/fast/reading/key-hashes.ts';
import { chooseFields } from '../../../../src/engine/fast/reading/lead-reader.ts';
import { compileRulebook } from '../../../../src/judging/judge.ts';
import type { FieldReference } from '../../../../src/model/condition.ts';
import { createBatchMemory } from '../../../../src/records/batch-memory.ts';
import { openKernel } from '../../../../src/records/kernel.ts';
import { AS_OF, listBatch, rulebookOf } from '../../answering.ts';

const RULEBOOK = rulebookOf(`
rulebook: demo
version: 1
fields:
  email: { type: email }
  name: { type: text, aliases: { acme: [a] } }
  size: { type: number }
  absent: { type: text }
stages: [{ stage: lead }]
`);
const EMAIL: FieldReference = { field: 'email' };
const DOMAIN: FieldReference = { field: 'email', part: 'domain' };
const NAME: FieldReference = { field: 'name' };
const SIZE: FieldReference = { field: 'size' };

const OPTIONS = { locale: 'en', blankAlso: [], fixed: undefined } as const;

/** The hash of a key of each lead, `null` where it is not known. */
function hashesOf(key: readonly FieldReference[], leads: readonly (readonly string[])[]) {
  const judge = compileRulebook(RULEBOOK, { asOf: AS_OF });
  const fields = chooseFields(RULEBOOK, { judge, read: [], keys: key });
  const columns = ['email', 'name', 'size'];
  const kernel = openKernel();
  const own = fields.classes.map(classes => {
    const column = columns.indexOf(classes.field.name);
    return createFieldCells(kernel, classes, {
      columns: column === -1 ? [] : [column],
      places: new Map(),
      ...OPTIONS,
    });
  });
  const write = compileKey(fields, key);
  const memory = createBatchMemory(kernel);
  memory.take(
    listBatch(
      leads.map(cells => cells.join()),
      3,
    ),
  );
  for (const field of own) {
    field.makeRoom(leads.length);
    field.read(memory, memory.view());
  }
  const reader = { kernel, fields: own, read: () => undefined };
  return leads.map((_, record) => {
    const words = Uint32Array.of(7, 7, 7, 7);
    write({ reader, record }, words, 1);
    const [before, low, high, after] = words;
    expect([before, after]).toEqual([7, 7]);
    return low === 0 && high === 0 ? null : `${low} ${high}`;
  });
}

/** What two cells of each field must have in common to be equal; undefined where they say nothing. */
const MEANINGS: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = {
  email: {
    'Ann@Acme.fr': 'ann@acme.fr',
    'ann@acme.fr': 'ann@acme.fr',
    'bob@acme.fr': 'bob@acme.fr',
    ann: undefined,
  },
  name: { a: 'acme', ACME: 'acme', ab: 'ab', 'n/a': undefined, e: 'e', é: 'e' },
  size: { '7': '7', '007': '7', '1 500': undefined, '70': '70', '': undefined },
};
const cellsOf = (field: string) => fc.constantFrom(...Object.keys(MEANINGS[field] ?? {}));
const leads = fc.array(fc.tuple(cellsOf('email'), cellsOf('name'), cellsOf('size')), {
  minLength: 2,
  maxLength: 12,
});

function meaningOf(
  { field, part }: FieldReference,
  [email, name, size]: readonly string[],
): string | undefined {
  const cell = { email, name, size }[field];
  const meaning = MEANINGS[field]?.[cell ?? ''];
  return part === 'domain' ? meaning?.split('@')[1] : meaning;
}

it('hashes of a key are equal where all of its values are, and not there where one is not known', () => {
  const references = fc.uniqueArray(fc.constantFrom(EMAIL, DOMAIN, NAME, SIZE), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(references, leads, (key, rows) => {
      const hashes = hashesOf(key, rows);
      const meanings = rows.map(row => key.map(reference => meaningOf(reference, row)));
      const known = meanings.map(parts => (parts.includes(undefined) ? null : JSON.stringify(parts)));
      expect(hashes.map(hash => hashes.indexOf(hash))).toEqual(known.map(parts => known.indexOf(parts)));
      expect(hashes.map(hash => hash === null)).toEqual(known.map(parts => parts === null));
    }),
    { numRuns: 150 },
  );
});

it('the order of a key counts, and which value stands where', () => {
  const hash = (key: readonly FieldReference[], name: string, size: string) =>
    hashesOf(key, [['', name, size]])[0];
  expect(hash([NAME, SIZE], '7', '70')).not.toBe(hash([SIZE, NAME], '7', '70'));
  expect(hash([NAME, SIZE], '7', '70')).not.toBe(hash([NAME, SIZE], '70', '7'));
  expect(hash([NAME, SIZE], '77', '0')).not.toBe(hash([NAME, SIZE], '7', '70'));
});

it('a key with a field that is absent, or that the rulebook does not have, is never known', () => {
  for (const field of ['absent', 'unheard of']) {
    expect(hashesOf([{ field }], [['ann@acme.fr', 'e', '7']])).toEqual([null]);
    expect(hashesOf([EMAIL, { field }], [['ann@acme.fr', 'e', '7']])).toEqual([null]);
    expect(hashesOf([{ field }, EMAIL], [['ann@acme.fr', 'e', '7']])).toEqual([null]);
  }
});
