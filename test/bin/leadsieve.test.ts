import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it, onTestFinished } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** What the command ends with where this is its `main`, and what is said on stderr. */
async function runWith(main: string) {
  const root = mkdtempSync(join(tmpdir(), 'leadsieve-bin-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  cpSync(join(ROOT, 'bin'), join(root, 'bin'), { recursive: true });
  mkdirSync(join(root, 'dist/entries'), { recursive: true });
  writeFileSync(join(root, 'dist/entries/main.cjs'), `exports.main = ${main};`);
  return execa(process.execPath, [join(root, 'bin/leadsieve.js')], { reject: false });
}

const endOf = async (main: string) => (await runWith(main)).exitCode;

it('ends with what its work comes to', async () => {
  expect(await endOf('async () => 0')).toBe(0);
  expect(await endOf('async () => 2')).toBe(2);
});

it('does not end well where its work fails, or never comes to an end', async () => {
  expect(await endOf("async () => { throw new Error('a defect'); }")).toBe(70);
  expect(await endOf('() => new Promise(() => {})')).toBe(70);
});

it('says what failed where its modules cannot be loaded', async () => {
  const { exitCode, stderr } = await runWith('undefined.nothing');
  expect(exitCode).toBe(70);
  expect(stderr).toMatch(/^TypeError: /);
});

it('sets no flag that V8 complains of', async () => {
  expect(await runWith('async () => 0')).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
});
