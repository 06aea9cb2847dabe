import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it, onTestFinished } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** What the command ends with where this is its `main`. */
async function endOf(main: string): Promise<number | undefined> {
  const root = mkdtempSync(join(tmpdir(), 'leadsieve-bin-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  cpSync(join(ROOT, 'bin'), join(root, 'bin'), { recursive: true });
  mkdirSync(join(root, 'dist/cli'), { recursive: true });
  writeFileSync(join(root, 'dist/cli/main.cjs'), `exports.main = ${main};`);
  const { exitCode } = await execa(process.execPath, [join(root, 'bin/leadsieve.js')], { reject: false });
  return exitCode;
}

it('ends with what its work comes to', async () => {
  expect(await endOf('async () => 0')).toBe(0);
  expect(await endOf('async () => 2')).toBe(2);
});

it('does not end well where its work fails, or never comes to an end', async () => {
  expect(await endOf("async () => { throw new Error('a defect'); }")).toBe(1);
  expect(await endOf('() => new Promise(() => {})')).toBe(70);
});
