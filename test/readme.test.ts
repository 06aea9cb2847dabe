import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** One command of README with the output that is shown below it. */
interface Shown {
  readonly command: string;
  readonly output: string;
}

/** Blocks marked `console`: lines that start with `$ ` are commands, the rest is what they print. */
const shown: readonly Shown[] = [
  ...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/```console\n([\s\S]*?)```/g),
].flatMap(([, block = '']) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map(part => {
      const end = part.indexOf('\n');
      return { command: part.slice(0, end), output: part.slice(end + 1) };
    }),
);

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadsieve-readme-'));
  for (const name of ['fixtures', 'rules']) symlinkSync(join(ROOT, name), join(folder, name));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('README shows commands with their output', () => {
  expect(shown.length).toBeGreaterThanOrEqual(4);
});

test.each(shown)('$command', async ({ command, output }) => {
  const { all } = await execa(
    command.replace(/^leadsieve/, `"${process.execPath}" "${join(ROOT, 'bin/leadsieve.js')}"`),
    {
      cwd: folder,
      shell: true,
      all: true,
      reject: false,
      stdin: 'ignore',
      env: { NO_COLOR: '1' },
    },
  );
  expect(`${all}\n`).toBe(output);
});
