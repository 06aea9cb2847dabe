import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeNewFile } from '../../src/leads/new-file.ts';
import { newFolder } from './reading.ts';

/** A pid that no process has: above the largest that Linux gives out. */
const DEAD_PID = 2 ** 22 + 1;

describe('a new file', () => {
  test('is there whole, and nothing else', () => {
    const folder = newFolder();
    writeNewFile(join(folder, 'a.yaml'), Buffer.from('text'));
    expect(readdirSync(folder)).toEqual(['a.yaml']);
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe('text');
    expect(statSync(join(folder, 'a.yaml')).mode & 0o777).toBe(0o666 & ~process.umask());
  });

  test('never takes the place of another', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'a.yaml'), 'mine');
    mkdirSync(join(folder, 'b.yaml'));
    for (const name of ['a.yaml', 'b.yaml'])
      expect(() => writeNewFile(join(folder, name), Buffer.from('text'))).toThrow('exists already');
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe('mine');
    expect(readdirSync(folder)).toEqual(['a.yaml', 'b.yaml']);
  });

  test('clears what a dead run left, and nothing of a living one or of another file', () => {
    const folder = newFolder();
    const left = [
      `.leadsieve-a.yaml-${DEAD_PID}.part`,
      `.leadsieve-a.yaml-${process.ppid}.part`,
      `.leadsieve-b.yaml-${DEAD_PID}.part`,
    ];
    for (const name of left) writeFileSync(join(folder, name), '');
    writeNewFile(join(folder, 'a.yaml'), Buffer.from('text'));
    expect(readdirSync(folder)).toEqual([...left.slice(1), 'a.yaml'].sort());
  });
});
