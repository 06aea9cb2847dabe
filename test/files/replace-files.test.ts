import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { replaceFiles } from '../../src/files/replace-files.ts';
import { CannotRun } from '../../src/model/errors.ts';

function prepare(...names: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'leadsieve-replace-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const paths = names.map(name => join(folder, name));
  for (const path of paths) writeFileSync(path, 'old');
  return { folder, paths, contents: () => paths.map(path => readFileSync(path, 'utf8')) };
}

describe('replaceFiles', () => {
  it('replaces all of the files and leaves nothing beside them', () => {
    const { folder, paths, contents } = prepare('a.yaml', 'b.yaml');
    replaceFiles(paths.map(path => ({ path, before: 'old', after: `new ${path}` })));
    expect(contents()).toEqual(paths.map(path => `new ${path}`));
    expect(readdirSync(folder)).toEqual(['a.yaml', 'b.yaml']);
  });

  it('keeps the mode of a file, and a link a link', () => {
    const {
      folder,
      paths: [path = ''],
    } = prepare('a.yaml');
    chmodSync(path, 0o640);
    const link = join(folder, 'link.yaml');
    symlinkSync(path, link);
    replaceFiles([{ path: link, before: 'old', after: 'new' }]);
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  it('replaces none where one has changed since it was read, or is gone', () => {
    const { folder, paths, contents } = prepare('a.yaml', 'b.yaml');
    const [first = '', second = ''] = paths;
    const changed = [
      { path: first, before: 'old', after: 'new' },
      { path: second, before: 'older', after: 'new' },
    ];
    expect(() => replaceFiles(changed)).toThrow(CannotRun);
    expect(() => replaceFiles(changed)).toThrow('b.yaml changed while it was read');
    expect(() =>
      replaceFiles([
        { path: first, before: 'old', after: 'new' },
        { path: join(folder, 'c'), before: '', after: '' },
      ]),
    ).toThrow('does not exist');
    expect(contents()).toEqual(['old', 'old']);
    expect(readdirSync(folder)).toEqual(['a.yaml', 'b.yaml']);
  });
});
