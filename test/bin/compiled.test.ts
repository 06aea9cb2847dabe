import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const RULEBOOK = join(ROOT, 'fixtures/rulebook.yaml');

interface Compiled {
  readonly cache: string;
  readonly script: { readonly cachedDataRejected: boolean | undefined };
}

/** Prints, for each module that the command has loaded, whether V8 refused its bytecode. */
const SPY = `
  const { basename } = require('node:path');
  const { compiled } = require(process.env.COMPILED);
  process.once('exit', () => {
    const states = compiled().map(({ cache, script }) => [basename(cache), script.cachedDataRejected ?? null]);
    process.stderr.write(JSON.stringify(states));
  });
`;

const folder = mkdtempSync(join(tmpdir(), 'leadsieve-compiled-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'spy.cjs'), SPY);

/** What became of each module's bytecode when a rulebook was checked, and the exit code. */
async function check(
  root: string,
): Promise<{ readonly code: number | undefined; readonly states: Map<string, unknown> }> {
  const command = ['--require', join(folder, 'spy.cjs'), join(root, 'bin/leadsieve.js'), 'check', RULEBOOK];
  const env = { COMPILED: join(root, 'bin/compiled.cjs') };
  const { exitCode, stderr } = await execa(process.execPath, command, { env, reject: false });
  return { code: exitCode, states: new Map(JSON.parse(stderr) as [string, unknown][]) };
}

/** A copy of what is built, in which each module's bytecode is changed, or taken away. */
function copyWith(name: string, change: (bytes: Buffer) => Buffer | undefined): string {
  const root = join(folder, name);
  for (const part of ['bin', 'dist', 'rules', 'package.json']) {
    cpSync(join(ROOT, part), join(root, part), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  for (const file of readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.cache')) continue;
    const path = join(root, 'dist', file);
    const changed = change(readFileSync(path));
    if (changed === undefined) rmSync(path);
    else writeFileSync(path, changed);
  }
  return root;
}

/** Bytecode of which one word is another. */
function withWord(bytes: Buffer, word: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt32LE(~bytes.readUInt32LE(word * 4) >>> 0, word * 4);
  return changed;
}

describe('the modules of dist', () => {
  test('are loaded with the bytecode that the build has kept', async () => {
    const { code, states } = await check(ROOT);
    expect(code).toBe(0);
    expect(states.get('load.cjs.cache')).toBe(false);
    expect([...states.values()].filter(state => state !== false)).toEqual([]);
  });

  test.each([
    // The second word is a hash of V8's version, the fourth one of its flags: `SerializedCodeData` in V8's code-serializer.h.
    ['of another version of V8', (bytes: Buffer) => withWord(bytes, 1)],
    ['of other flags', (bytes: Buffer) => withWord(bytes, 3)],
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ['empty', () => Buffer.alloc(0)],
  ])('work with bytecode that is %s', async (name, change) => {
    const { code, states } = await check(copyWith(name, change));
    expect(code).toBe(0);
    expect(states.get('load.cjs.cache')).toBe(true);
  });

  test('work without bytecode', async () => {
    const { code, states } = await check(copyWith('none', () => undefined));
    expect(code).toBe(0);
    expect(states.get('load.cjs.cache')).toBe(null);
  });

  test('are loaded once', () => {
    const { load, compiled } = createRequire(import.meta.url)('../../bin/compiled.cjs') as {
      readonly load: (name: string) => unknown;
      readonly compiled: () => readonly Compiled[];
    };
    const first = load('cli/main');
    const count = compiled().length;
    expect(load('cli/main')).toBe(first);
    expect(compiled()).toHaveLength(count);
  });
});
