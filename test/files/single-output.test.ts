import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openOutputFolder } from '../../src/files/output-folder.ts';
import { type Owner, startWriter, thisOwner } from '../../src/files/owner.ts';
import { openSingleOutput, writeNewFile } from '../../src/files/single-output.ts';
import { newFolder } from '../lists/reading.ts';

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

  test('clears what dead runs left, and nothing of one that lives or may live', () => {
    const folder = newFolder();
    const birth = readFileSync(`/proc/${process.ppid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '';
    const dead = leftName({ ...thisOwner(), pid: DEAD_PID });
    const kept = [
      leftName({ ...thisOwner(), pid: process.ppid, birth }),
      leftName({ ...thisOwner(), host: 'elsewhere' }),
      leftName({ ...thisOwner(), space: 'pid:[1]', pid: DEAD_PID }),
      '.leadsieve-mine.part',
    ];
    for (const name of [dead, ...kept]) writeFileSync(join(folder, name), '');
    writeNewFile(join(folder, 'a.yaml'), Buffer.from('text'));
    expect(readdirSync(folder).sort()).toEqual([...kept, 'a.yaml'].sort());
  });
});

test('a file is written beside a run that publishes its own in the same folder', () => {
  const folder = newFolder();
  const single = openSingleOutput(join(folder, 'clean.csv'), { inputs: [], force: false }).value;
  single?.write(Buffer.from('clean'));
  const options = { inputs: [], names: [], startedAt: new Date(0) };
  const out = openOutputFolder(folder, options).value;
  out?.create('a.csv').write(Buffer.from('a'));
  out?.commit();
  single?.commit();
  expect(readdirSync(folder)).toEqual(['a.csv', 'clean.csv']);
  expect(readFileSync(join(folder, 'clean.csv'), 'utf8')).toBe('clean');
});

function leftName(owner: Owner): string {
  const writer = startWriter(owner);
  writer.end();
  return writer.temporary(0);
}
