import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';

const COMMAND = join(import.meta.dirname, '../../bin/leadsieve.js');

/** Stands in for Node's own function, which Node 20 does not have, and says which folder it was given. */
const SPY = "require('node:module').enableCompileCache = folder => process.stderr.write('cache: ' + folder);";

function home(): string {
  const folder = mkdtempSync(join(tmpdir(), 'leadsieve-cache-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'spy.cjs'), SPY);
  return folder;
}

async function version(folder: string, env: Readonly<Record<string, string | undefined>>) {
  const { stdout, stderr, exitCode } = await execa(
    process.execPath,
    ['--require', join(folder, 'spy.cjs'), COMMAND, '--version'],
    { env: { XDG_CACHE_HOME: undefined, NODE_COMPILE_CACHE: undefined, ...env }, reject: false },
  );
  expect({ stdout, exitCode }).toEqual({ stdout: expect.stringMatching(/^\d+\.\d+\.\d+/), exitCode: 0 });
  return stderr;
}

test('bytecode is kept in a folder of the user’s own', async () => {
  const folder = home();
  const own = join(folder, 'leadsieve');
  expect(await version(folder, { XDG_CACHE_HOME: folder })).toBe(`cache: ${own}`);
  expect(statSync(own).mode & 0o777).toBe(0o700);
});

test('a folder that others can write to is not used', async () => {
  const folder = home();
  mkdirSync(join(folder, 'leadsieve'));
  chmodSync(join(folder, 'leadsieve'), 0o777);
  expect(await version(folder, { XDG_CACHE_HOME: folder })).toBe('');
});

test('a folder that the user chose for Node is left to Node', async () => {
  const folder = home();
  const chosen = join(folder, 'chosen');
  expect(await version(folder, { XDG_CACHE_HOME: folder, NODE_COMPILE_CACHE: chosen })).toBe('');
  expect(existsSync(join(folder, 'leadsieve'))).toBe(false);
});

test('where no folder can be made, the command runs without one', async () => {
  const folder = home();
  writeFileSync(join(folder, 'file'), '');
  expect(await version(folder, { XDG_CACHE_HOME: join(folder, 'file') })).toBe('');
});
