import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadRulebook } from '../../src/language/load.ts';
import { CannotRun } from '../../src/model/errors.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadsieve-'));
});
afterAll(() => rm(folder, { recursive: true }));

const RULEBOOK = 'rulebook: own\nversion: 1\nfields: { email: { type: email } }\nstages: [{ stage: lead }]\n';

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function codes(path: string): Promise<string[]> {
  const { value, diagnostics } = await loadRulebook(path);
  expect(value).toBeUndefined();
  return diagnostics.map(({ place, code }) => `${place?.line}:${place?.column} ${code}`);
}

async function refusal(path: string): Promise<string> {
  const error: unknown = await loadRulebook(path).catch((thrown: unknown) => thrown);
  if (!(error instanceof CannotRun)) throw new Error('did not refuse');
  return error.diagnostics.map(({ code, message, fix }) => `[${code}] ${message} · ${fix}`).join('\n');
}

test('a built-in by its name, with its record for run.json', async () => {
  const { value } = await loadRulebook('bant');
  expect(value?.rulebook.name).toBe('bant');
  expect(value?.files).toMatchObject([{ file: 'rules/bant.yaml' }]);
});

test('a path, with the built-in or the file beside it that it extends', async () => {
  const base = await file('base.yaml', RULEBOOK);
  const own = await file('own.yaml', 'rulebook: child\nversion: 1\nextends: base.yaml\n');
  const { value } = await loadRulebook(own);
  const sha256 = createHash('sha256').update(RULEBOOK).digest('hex');
  expect(value?.files).toMatchObject([{ file: own }, { file: base, sha256, bytes: RULEBOOK.length }]);
  const other = await file('other.yaml', 'rulebook: child\nversion: 1\nextends: bant\n');
  expect((await loadRulebook(other)).value?.rulebook.frameworks).toMatchObject([{ name: 'bant' }]);
});

test('is frozen throughout', async () => {
  const { value } = await loadRulebook('purchased-list');
  const frozen = (part: unknown): boolean =>
    typeof part !== 'object' || part === null || (Object.isFrozen(part) && Object.values(part).every(frozen));
  expect(frozen(value)).toBe(true);
});

describe('refuses', () => {
  test('a name that is none, and a path that cannot be read', async () => {
    expect(await refusal('bnat')).toBe(
      '[cannot-read] there is no built-in rulebook and no file `bnat` · did you mean `bant`?',
    );
    expect(await refusal('no/such.yaml')).toBe(
      '[cannot-read] the rulebook `no/such.yaml` cannot be read: there is no such file · check the path, or name a built-in rulebook such as `bant`',
    );
  });

  test('a folder, whatever it is called', async () => {
    const described =
      'cannot be read: it is a folder · check the path, or name a built-in rulebook such as `bant`';
    expect(await refusal('rules')).toBe(`[cannot-read] the rulebook \`rules\` ${described}`);
    expect(await refusal(folder)).toContain(described);
  });

  test('what is not UTF-8, with the first such character', async () => {
    expect(
      await codes(await file('latin.yaml', Buffer.from('rulebook: r\nowner: Zo\xe9\n', 'latin1'))),
    ).toEqual(['2:10 not-utf-8']);
  });

  test('an extension of itself, of nothing, and of what extends', async () => {
    const own = 'rulebook: r\nversion: 1\nextends: self.yaml\n';
    expect(await codes(await file('self.yaml', own))).toContain('3:1 extends-deep');
    expect(await codes(await file('nothing.yaml', own.replace('self', 'absent')))).toEqual([
      '3:10 undefined-reference',
    ]);
    expect(await codes(await file('list.yaml', own.replace('self.yaml', '[a]')))).toContain(
      '3:10 wrong-type',
    );
  });
});

test('files from elsewhere, what they extend included, under names of their own; built-ins from the package', async () => {
  const elsewhere = new Map([
    ['rules/own.yaml', 'rulebook: child\nversion: 1\nextends: ../base.yaml\n'],
    ['base.yaml', RULEBOOK],
    ['broken.yaml', 'rulebook: child\nversion: 1\nextends: gone.yaml\n'],
    ['faulty.yaml', 'rulebook: child\nversion: one\nextends: bant\n'],
  ]);
  const read = async (path: string): Promise<Uint8Array> => {
    const text = elsewhere.get(path);
    if (text === undefined)
      throw new CannotRun([{ severity: 'error', code: 'gone', message: path, fix: '' }]);
    return Buffer.from(text);
  };
  const options = { read, nameOf: (path: string) => `old:${path}` };
  const { value } = await loadRulebook('rules/own.yaml', options);
  expect(value?.files.map(record => record.file)).toEqual(['old:rules/own.yaml', 'old:base.yaml']);
  expect((await loadRulebook('bant', options)).value?.rulebook.name).toBe('bant');
  const broken = await loadRulebook('broken.yaml', options);
  expect(broken.diagnostics).toMatchObject([
    { code: 'undefined-reference', place: { file: 'old:broken.yaml', line: 3 } },
  ]);
  const faulty = await loadRulebook('faulty.yaml', options);
  expect(faulty.diagnostics.map(({ place }) => `${place?.file}:${place?.line}`)).toEqual([
    'old:faulty.yaml:2',
  ]);
  // What the reader says of its own stands; anything else is a file that cannot be read.
  await expect(loadRulebook('nowhere.yaml', options)).rejects.toMatchObject({
    diagnostics: [{ code: 'gone' }],
  });
  await expect(
    loadRulebook('nowhere.yaml', { read: async () => Promise.reject(new Error('no')) }),
  ).rejects.toMatchObject({ diagnostics: [{ code: 'cannot-read' }] });
});
