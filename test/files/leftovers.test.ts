import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clearLeftovers, type Journal } from '../../src/files/leftovers.ts';
import { startWriter, thisOwner, type Writer } from '../../src/files/owner.ts';
import { mendFolders } from '../../src/files/replace-files.ts';
import { newFolder } from '../lists/reading.ts';

function deadWriter(): Writer {
  const writer = startWriter();
  writer.end();
  return writer;
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

const journal = (renames: Journal['renames'], folders: readonly string[] = ['.']) =>
  JSON.stringify({ folders, renames });

/** Two folders with a file each, killed when the first was renamed. */
function killedAmongRenames() {
  const top = newFolder();
  const writer = deadWriter();
  const [one, two] = [join(top, 'one'), join(top, 'two')];
  const of = (index: number) => [[writer.temporary(index), 'r.yaml']] as const;
  for (const folder of [one, two]) mkdirSync(folder);
  write(one, {
    'r.yaml': 'new',
    [writer.temporary('0-old')]: 'old',
    [writer.journal]: journal(of(0), ['.', '../two']),
  });
  write(two, {
    'r.yaml': 'old',
    [writer.temporary(1)]: 'new',
    [writer.journal]: journal(of(1), ['../one', '.']),
  });
  return { writer, one, two, paths: [join(one, 'r.yaml'), join(two, 'r.yaml')] };
}

const contents = (paths: readonly string[]) => paths.map(path => readFileSync(path, 'utf8'));

describe('what a dead writer of several files left', () => {
  test('is completed where its renames had begun, whichever folder is looked at first', () => {
    for (const isReversed of [false, true]) {
      const { one, two, paths } = killedAmongRenames();
      mendFolders(isReversed ? paths.toReversed() : paths);
      expect(contents(paths)).toEqual(['new', 'new']);
      for (const folder of [one, two]) expect(readdirSync(folder)).toEqual(['r.yaml']);
    }
  });

  test('is taken back where a folder had no journal yet, or half of one', () => {
    for (const half of [undefined, '{"folders":["."'] as const) {
      const { writer, one, two, paths } = killedAmongRenames();
      write(one, { 'r.yaml': 'old', [writer.temporary(0)]: 'new' });
      rmSync(join(two, writer.journal));
      if (half !== undefined) write(two, { [writer.journal]: half });
      mendFolders(paths);
      expect(contents(paths)).toEqual(['old', 'old']);
      for (const folder of [one, two]) expect(readdirSync(folder)).toEqual(['r.yaml']);
    }
  });

  test('is left alone as long as the writer lives, or may live elsewhere', () => {
    const folder = newFolder();
    const living = [startWriter(), startWriter({ ...thisOwner(), host: 'far.example' })];
    for (const writer of living)
      write(folder, {
        [writer.temporary(0)]: 'new',
        [writer.journal]: journal([[writer.temporary(0), 'r.yaml']]),
      });
    const before = readdirSync(folder);
    clearLeftovers(folder);
    expect(readdirSync(folder)).toEqual(before);
    for (const writer of living) writer.end();
  });

  test('moves no file but its own, and none out of the folder', () => {
    const top = newFolder();
    const writer = deadWriter();
    const folder = join(top, 'out');
    mkdirSync(folder);
    write(top, { 'mine.txt': 'mine' });
    const renames = [
      ['../mine.txt', writer.temporary(0)],
      [writer.temporary(1), '../mine.txt'],
      ['a.csv', 'b.csv'],
      [writer.temporary(1), join(top, 'mine.txt')],
    ] as const;
    for (const rename of renames) {
      write(folder, { 'a.csv': 'a', [writer.temporary(1)]: 'x', [writer.journal]: journal([rename]) });
      clearLeftovers(folder);
      expect([rename, readdirSync(folder), readFileSync(join(top, 'mine.txt'), 'utf8')]).toEqual([
        rename,
        ['a.csv'],
        'mine',
      ]);
    }
  });
});
