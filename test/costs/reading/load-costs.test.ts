import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCosts, parseCosts } from '../../../src/costs/reading/load-costs.ts';
import { SOURCE_FIELD } from '../samples.ts';

const options = { sourceField: SOURCE_FIELD } as const;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadsieve-costs-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function load(name: string, content: string | Uint8Array) {
  const file = join(folder, name);
  await writeFile(file, content);
  return loadCosts([{ path: file }], options);
}

test('YAML and CSV are told apart by extension', async () => {
  const yaml = await load('a.yml', 'currency: EUR\nsources: { a: { spend: 1.5 } }');
  expect(yaml.value).toMatchObject({ currency: 'EUR', sources: [{ spend: [{ amount: '1.5' }] }] });
  const csv = await load('A.CSV', 'source;montant\na;1,5');
  expect(csv.value).toMatchObject({
    files: [{ file: join(folder, 'A.CSV') }],
    sources: [{ spend: [{ amount: '1.5' }] }],
  });
  expect(
    (await load('a.json', '{"currency": "EUR", "sources": {"a": {"spend": 1}}}')).value?.sources,
  ).toHaveLength(1);
});

test('the file is known by its bytes', async () => {
  const { value } = await load('hash.csv', 'source;montant\na;1,5');
  expect(value?.files[0]?.fingerprint).toEqual({
    sha256: createHash('sha256').update('source;montant\na;1,5').digest('hex'),
    bytes: 20,
  });
});

test('without a known extension they are told apart by a header', () => {
  expect(parseCosts([{ path: 'costs', text: 'source;montant\na;1,5' }], options).value?.sources).toHaveLength(
    1,
  );
  expect(
    parseCosts([{ path: 'costs', text: 'currency: EUR\nsources: { a: { spend: 1 } }' }], options).value
      ?.currency,
  ).toBe('EUR');
});

test('legacy encodings and byte order marks are detected', async () => {
  const header = Buffer.from('campaign;montant\n');
  const windows = await load(
    'w.csv',
    Buffer.concat([header, Buffer.from('Télé;5\nÉté à Évry;1\n', 'latin1')]),
  );
  expect(windows.value?.sources.map(({ name }) => name)).toEqual(['Télé', 'Été à Évry']);
  const marked = await load('b.csv', '\uFEFFsource;montant\nTélé;5\n');
  expect(marked.value?.sources.map(({ name }) => name)).toEqual(['Télé']);
});

describe('what cannot be read', () => {
  test('is said with the way out', async () => {
    const workbook = await load('w.xlsx', Buffer.from('PK\x03\x04rest', 'latin1'));
    const missing = await loadCosts([{ path: join(folder, 'none.yaml') }], options);
    const directory = await loadCosts([{ path: folder }], options);
    const found = [workbook, missing, directory].map(({ value, diagnostics }) => {
      expect(value).toBeUndefined();
      return diagnostics.map(
        ({ severity, code, message, fix }) => `${severity}[${code}] ${message.replace(folder, '.')} → ${fix}`,
      );
    });
    expect(found.flat()).toEqual([
      'error[cost-file] ./w.xlsx is an Excel workbook → save it as CSV UTF-8',
      'error[cost-file] ./none.yaml does not exist → check the path of the cost file',
      'error[cost-file] . is a folder → name the file in it',
    ]);
  });
});

test('any text at all gives a value or says why not', () => {
  const words = [
    'currency',
    'EUR',
    'USD',
    'sources',
    'shared',
    'a',
    'li',
    'spend',
    'credit',
    'per_lead',
    '-1',
    '1e9',
    '12.5',
  ];
  const marks = [
    ': ',
    '\n',
    '\n  ',
    ' {',
    '}',
    ', ',
    '[',
    '- ',
    '"',
    ';',
    ',',
    'source,amount\n',
    'rates',
    'allocate: evenly',
  ];
  const text = fc.array(fc.constantFrom(...words, ...marks), { maxLength: 40 }).map(parts => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(text, fc.string()), fc.constantFrom('a.yaml', 'a.csv', 'a'), (content, file) => {
      const { value, diagnostics } = parseCosts([{ path: file, text: content }], options);
      const isBroken = diagnostics.some(({ severity }) => severity === 'error');
      expect(value === undefined).toBe(isBroken);
    }),
    { numRuns: 2000 },
  );
});
