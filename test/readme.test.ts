import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const PATH = join(ROOT, 'README.md');
const readme = readFileSync(PATH, 'utf8');

/** `console` blocks: a line that starts with `$ ` is a command, `\` continues it, the rest is what it prints. */
const CONSOLE = /^```console\n([\s\S]*?)^```$/gm;
const COMMAND = /^\$ (?:.*\\\n)*.*$/gm;
/** Blocks with a file's name behind their language, such as ```yaml rules.yaml: files that the commands find. */
const FILE = /^```\w+ (\S+)\n([\s\S]*?)^```$/gm;

const blocks = [...readme.matchAll(CONSOLE)].map(([, block = '']) => block);
const commands = blocks.flatMap(commandsOf);

let work = '';

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'leadsieve-readme-'));
});

afterAll(() => rmSync(work, { recursive: true, force: true }));

function commandsOf(block: string): readonly string[] {
  return [...block.matchAll(COMMAND)].map(([command]) => command);
}

/** A folder of its own for a block: what a clone has, and the files that README shows. */
function prepareFolder(): string {
  const folder = mkdtempSync(join(work, 'block-'));
  for (const name of ['fixtures', 'rules']) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  for (const [, name = '', text = ''] of readme.matchAll(FILE)) writeFileSync(join(folder, name), text);
  return folder;
}

/** The block with what its commands print now, stdout and stderr as they come. */
async function replay(block: string): Promise<string> {
  const cwd = prepareFolder();
  const parts: string[] = [];
  let exitCode = 0;
  for (const command of commandsOf(block)) {
    const script = [
      'exec 2>&1',
      `leadsieve() { "${process.execPath}" "${join(ROOT, 'bin/leadsieve.js')}" "$@"; }`,
      // `$?` is that of the command before.
      `(exit ${exitCode})`,
      command.slice(2),
    ].join('\n');
    const result = await execa('bash', ['-c', script], {
      cwd,
      reject: false,
      stdin: 'ignore',
      stripFinalNewline: false,
      env: { NO_COLOR: '1', FORCE_COLOR: '' },
    });
    exitCode = result.exitCode ?? 1;
    parts.push(`${command}\n${result.stdout}`);
  }
  return parts.join('');
}

describe('README', () => {
  test('shows the commands that there are', () => {
    const shown = new Set(commands.flatMap(command => /^\$ leadsieve (\w+)/.exec(command)?.[1] ?? []));
    expect([...shown].sort()).toEqual([
      'check',
      'diff',
      'explain',
      'init',
      'inspect',
      'qualify',
      'schema',
      'test',
    ]);
  });

  // `npx vitest run test/readme.test.ts --update` writes the new output into README.
  test('shows what its commands print', { timeout: 300_000 }, async () => {
    const replayed = await Promise.all(blocks.map(replay));
    let next = 0;
    const actual = readme.replace(CONSOLE, () => `\`\`\`console\n${replayed[next++]}\`\`\``);
    await expect(actual).toMatchFileSnapshot(PATH);
  });

  test('pins the day of every run', () => {
    const runs = commands.filter(command => /^\$ leadsieve (?:qualify|explain|diff) /.test(command));
    expect(runs.filter(command => !command.includes('--as-of 2026-11-01'))).toEqual([]);
  });

  test('starts with the command of `npm start`', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const { scripts } = manifest as { scripts: Record<string, string> };
    const words = (command: string) =>
      command.replace(/^(?:\$ leadsieve|node bin\/leadsieve\.js) /, '').split(/[\s\\]+/);
    expect(words(commands[0] ?? '')).toEqual(words(scripts.start ?? ''));
  });

  test('links to what is there', () => {
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) {
      const [file = '', anchor] = link.split('#');
      const text = readFileSync(join(ROOT, file), 'utf8');
      const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => toAnchor(title));
      expect(anchor === undefined || anchors.includes(anchor), link).toBe(true);
    }
  });

  test('names no machine', () => {
    expect(readme).not.toMatch(/\/(?:home|root|tmp|work|Users)\//);
  });
});

/** The anchor that a heading has on code hosts. */
function toAnchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
