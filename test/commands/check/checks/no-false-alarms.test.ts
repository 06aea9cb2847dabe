import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { CHECKS } from '../../../../src/commands/check/checks/checks.ts';
import { builtInFile } from '../../../../src/language/built-in.ts';
import { findExtends } from '../../../../src/language/parse.ts';
import { findingsIn, titlesOf } from './checking.ts';

const ROOT = new URL('../../../../', import.meta.url);
const textOf = (file: string) => readFileSync(new URL(file, ROOT), 'utf8');

const SOUND = [
  ...readdirSync(new URL('rules/', ROOT))
    .filter(name => name.endsWith('.yaml'))
    .map(name => `rules/${name}`),
  'fixtures/rulebook.yaml',
  'test/bench/rulebook.yaml',
  'test/engine/tests/worked-example.yaml',
  'test/language/golden/purchased-list.yaml',
];

/** The whole rulebooks of the language reference. */
const EXAMPLES = [...textOf('rules/README.md').matchAll(/^```yaml\n(rulebook:[\s\S]*?)^```$/gm)].map(
  ([, block = '']) => [block.slice(0, block.indexOf('\n')), block] as const,
);

describe('no check finds fault with a sound rulebook', () => {
  it.each(SOUND)('%s', file => {
    expect(titlesOf(findingsIn(textOf(file), { file }))).toEqual([]);
  });

  it.each(EXAMPLES)('rules/README.md, %s', (_title, block) => {
    expect(titlesOf(findingsIn(block, { file: 'rules/README.md' }))).toEqual([]);
  });

  test('at least eight built-in rulebooks and three examples are looked at', () => {
    expect(SOUND.filter(file => builtInFile(file.slice('rules/'.length, -'.yaml'.length))).length).toBe(8);
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(3);
    expect(findExtends({ text: textOf('fixtures/rulebook.yaml'), file: 'x' })?.name).toBe('bant');
  });
});

test('every check has a code of its own, in alphabetical order', () => {
  const codes = CHECKS.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)].sort());
});
