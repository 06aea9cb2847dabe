import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { expandPatterns } from '../../src/files/file-patterns.ts';

const folder = mkdtempSync(join(tmpdir(), 'leadsieve-patterns-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILES = [
  'a.yaml',
  'b.yml',
  'c.json',
  '.hidden.yaml',
  'a.b.yaml',
  '[x].yaml',
  'rules/a.yaml',
  'rules/deep/er/d.yaml',
  'rules/node_modules/n.yaml',
  'rules/.git/g.yaml',
  'é x.yaml',
];
for (const file of FILES) {
  mkdirSync(join(folder, file, '..'), { recursive: true });
  writeFileSync(join(folder, file), '');
}

const found = (...patterns: readonly string[]) =>
  expandPatterns(patterns.map(pattern => join(folder, pattern))).files.map(file => relative(folder, file));

describe('expandPatterns', () => {
  it.each([
    ['*.yaml', ['[x].yaml', 'a.b.yaml', 'a.yaml', 'é x.yaml']],
    ['?.y*ml', ['a.yaml', 'b.yml']],
    ['[ab].{yaml,yml}', ['a.yaml', 'b.yml']],
    ['[!a].y*', ['b.yml']],
    ['[^a-b].*', ['c.json']],
    ['.*.yaml', ['.hidden.yaml']],
    ['*/a.yaml', ['rules/a.yaml']],
    ['{.,rules}/a.yaml', ['a.yaml', 'rules/a.yaml']],
    ['**/[a-d].yaml', ['a.yaml', 'rules/a.yaml', 'rules/deep/er/d.yaml']],
    ['rules/**', ['rules/a.yaml', 'rules/deep/er/d.yaml']],
    ['rul*/**/d.yaml', ['rules/deep/er/d.yaml']],
    ['{a,{b,c}}.{yaml,yml,json}', ['a.yaml', 'b.yml', 'c.json']],
  ])('%s', (pattern, files) => {
    expect(found(pattern)).toEqual(files);
  });

  it('takes a file of that very name for itself, and anything else without a pattern as it is', () => {
    expect(found('[x].yaml')).toEqual(['[x].yaml']);
    expect(expandPatterns(['bant', 'not/there.yaml', '-']).files).toEqual(['bant', 'not/there.yaml', '-']);
  });

  it('names each file once', () => {
    expect(found('a.yaml', '*.yaml', 'a.*')).toEqual(['a.yaml', '[x].yaml', 'a.b.yaml', 'é x.yaml']);
  });

  it('says of each pattern that matches nothing that it does', () => {
    const { files, diagnostics } = expandPatterns(['bant', 'no/*.yaml', '[z-a].yaml', '*.{q,r}']);
    expect(files).toEqual(['bant']);
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'no-file: no file matches no/*.yaml',
      'no-file: no file matches [z-a].yaml',
      'no-file: no file matches *.{q,r}',
    ]);
  });
});
