import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LockHolder } from '../../src/files/lock-file.ts';
import { markOf } from '../../src/files/owner.ts';
import { COMMAND, LEADS } from '../commands/leadsieve.ts';
import { AS_OF, filesOf, leftIn, prepare, QUALIFY, start, until } from './shop.ts';

const FAILING = ['--import', join(import.meta.dirname, 'failing-files.mjs')];

describe('faults 18: an output that cannot be written', () => {
  test('faults 18: a full disk ends with 2, and the earlier output is intact', async () => {
    const { shop, qualify } = prepare();
    await qualify();
    const earlier = filesOf(shop);
    const large = `${LEADS}${'x@y.example,CEO,1,,,,z\n'.repeat(20_000)}`;
    shop.write('leads.csv', large);
    const env = {
      LEADSIEVE_FAIL_AT: '2',
      LEADSIEVE_FAIL_CODE: 'ENOSPC',
      LEADSIEVE_FAIL_ONLY: 'writeSync',
      NO_COLOR: '1',
    };
    const { status, stderr } = spawnSync(process.execPath, [...FAILING, COMMAND, ...QUALIFY], {
      cwd: shop.path,
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    expect(stderr).toContain('cannot be written: the disk is full');
    expect(status).toBe(2);
    expect(filesOf(shop)).toEqual(earlier);
  });

  test('faults 18: a missing parent is said before anything is read', async () => {
    const { shop, qualify } = prepare();
    shop.write('leads.csv', '');
    const { code, err } = await qualify('--out', 'none/out');
    expect(code).toBe(2);
    expect(err).toContain('the output folder none/out cannot be created: none does not exist');
    expect(err).not.toContain('empty');
    expect(existsSync(join(shop.path, 'none'))).toBe(false);
  });

  test('faults 18: a file in its place, and a folder where nobody may write', async () => {
    const { shop, qualify } = prepare();
    shop.write('leads.csv', '');
    expect(await qualify('--out', 'rules.yaml')).toMatchObject({
      code: 2,
      err: expect.stringContaining('is a file, not a folder'),
    });
    expect((await qualify('--out', '/proc/self')).code).toBe(2);
    expect((await qualify('--out', '/proc/leadsieve')).code).toBe(2);
    expect(readdirSync(shop.path).sort()).toEqual(['leads.csv', 'rules.yaml']);
  });

  test.skipIf(!existsSync('/dev/full'))(
    'faults 18: a summary that cannot be written leaves the earlier output',
    async () => {
      const { shop, qualify } = prepare();
      await qualify();
      const earlier = filesOf(shop);
      shop.write('leads.csv', LEADS.replace('bob', 'rob'));
      const script = `"${process.execPath}" "${COMMAND}" ${QUALIFY.join(' ')} > /dev/full`;
      const { status, stderr } = spawnSync('bash', ['-c', script], { cwd: shop.path, encoding: 'utf8' });
      expect(stderr).toContain('standard output cannot be written: the disk is full');
      expect(status).toBe(2);
      expect(filesOf(shop)).toEqual(earlier);
    },
  );
});

describe('faults 19: a reader that goes away', () => {
  test.each([
    ['a list', `${QUALIFY.join(' ')} --stdout`],
    ['a rulebook', 'show purchased-list'],
    ['help', 'qualify --help'],
    ['a draft', 'init leads.csv'],
  ])('faults 19: of %s ends quietly', (_, args) => {
    const { shop } = prepare({ leads: `${LEADS}${'x@y.example,CEO,1,,,,z\n'.repeat(50_000)}` });
    // `:` ends at once, so that the pipe has no reader by the time the command writes.
    const script = `"${process.execPath}" "${COMMAND}" ${args} | :; exit \${PIPESTATUS[0]}`;
    const { status, stderr } = spawnSync('bash', ['-c', script], { cwd: shop.path, encoding: 'utf8' });
    expect(stderr).not.toMatch(/error|EPIPE|defect/i);
    expect(status).toBe(0);
  });

  test('faults 19: nobody listening to stderr changes neither the output nor the exit code', () => {
    const { shop } = prepare();
    const run = (args: string) => {
      const script = `"${process.execPath}" "${COMMAND}" ${args} 2>&1 | :; exit \${PIPESTATUS[0]}`;
      return spawnSync('bash', ['-c', script], { cwd: shop.path }).status;
    };
    expect(run(QUALIFY.join(' '))).toBe(0);
    expect(filesOf(shop)).toHaveProperty(['leads.annotated.csv']);
    shop.write(
      'doubtful.yaml',
      'rulebook: a\nversion: 1\nfields: { email: { type: email } }\nstages: [{ stage: lead }]\n',
    );
    expect(run('check doubtful.yaml --max-warnings 0')).toBe(1);
  });

  test('faults 19: of the summary does not lose the output, nor its exit code', () => {
    const { shop } = prepare();
    const piped = (args: string) => {
      const script = `"${process.execPath}" "${COMMAND}" ${args} 2>/dev/null | :; exit \${PIPESTATUS[0]}`;
      return spawnSync('bash', ['-c', script], { cwd: shop.path }).status;
    };
    expect(piped(QUALIFY.join(' '))).toBe(0);
    expect(filesOf(shop)).toHaveProperty(['leads.annotated.csv']);
    expect(piped(`${QUALIFY.join(' ')} --fail-if 'leads > 1'`)).toBe(1);
    expect(existsSync(join(shop.path, 'qualified/held/leads.annotated.csv'))).toBe(true);
  });
});

describe('faults 20: a signal', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'faults 20: %s ends with its code, the earlier output intact and nothing beside it',
    async (signal, code) => {
      const { shop, qualify } = prepare();
      await qualify();
      const earlier = filesOf(shop);
      const running = start(shop, ['qualify', '-', '-r', 'rules.yaml', ...AS_OF]);
      running.stdin?.write(LEADS);
      await until(() => leftIn(shop).includes('.leadsieve.lock'));
      running.kill(signal);
      expect((await running).exitCode).toBe(code);
      expect(filesOf(shop)).toEqual(earlier);
    },
  );

  test('faults 20: a run that wrote nothing yet leaves no folder', async () => {
    const { shop } = prepare();
    const running = start(shop, ['qualify', '-', '-r', 'rules.yaml', ...AS_OF]);
    await until(() => leftIn(shop).includes('.leadsieve.lock'));
    running.kill('SIGTERM');
    expect((await running).exitCode).toBe(143);
    expect(filesOf(shop)).toBeUndefined();
  });

  test('faults 20: what a killed run left, the next one clears', async () => {
    const { shop, qualify } = prepare();
    await qualify();
    const earlier = filesOf(shop);
    const running = start(shop, ['qualify', '-', '-r', 'rules.yaml', ...AS_OF]);
    await until(() => leftIn(shop).includes('.leadsieve.lock'));
    running.kill('SIGKILL');
    await running;
    expect(leftIn(shop)).toContain('.leadsieve.lock');
    // Two from the middle of its work, in the name of the dead one.
    const holder = JSON.parse(shop.read('qualified/.leadsieve.lock')) as LockHolder;
    const { host, place, pid, birth } = markOf(holder, holder.run);
    const left = ['0.part', '1-old.part', 'lock.part'].map(
      what => `.leadsieve-${host}-${place}-${pid}-${birth}-${holder.run}-${what}`,
    );
    for (const name of left) shop.write(`qualified/${name}`, 'half');
    expect(leftIn(shop)).toEqual(expect.arrayContaining(left));
    expect((await qualify()).code).toBe(0);
    expect(Object.keys(filesOf(shop) ?? {})).toEqual(Object.keys(earlier ?? {}));
  });
});

describe('faults 21: an output that is an input', () => {
  test.each([
    ['itself', () => undefined, ['qualify', 'leads.annotated.csv', '-r', 'rules.yaml', '-o', '.']],
    [
      'a hard link',
      (path: string) => linkSync(join(path, 'leads.csv'), join(path, 'out/leads.annotated.csv')),
      [...QUALIFY, '-o', 'out'],
    ],
    [
      'a symbolic link',
      (path: string) => symlinkSync('../leads.csv', join(path, 'out/leads.annotated.csv')),
      [...QUALIFY, '-o', 'out'],
    ],
    [
      'of another kind',
      (path: string) => linkSync(join(path, 'rules.yaml'), join(path, 'out/summary.json')),
      [...QUALIFY, '-o', 'out'],
    ],
  ] as const)('faults 21: %s ends with 2 before writing', async (what, link, args) => {
    const { shop, run } = prepare();
    mkdirSync(join(shop.path, 'out'));
    shop.write('leads.annotated.csv', LEADS);
    // The annotated copy of `leads.annotated.csv` has another name; a link gives it the same file.
    if (what === 'itself')
      linkSync(join(shop.path, 'leads.annotated.csv'), join(shop.path, 'leads.annotated.annotated.csv'));
    link(shop.path);
    const { code, err } = await run([...args]);
    expect(err).toMatch(/the output .* is the input /);
    expect(code).toBe(2);
    expect(shop.read('leads.csv')).toBe(LEADS);
    expect(leftIn(shop, 'out')).toEqual([]);
  });

  test('faults 21: an input is no leftover of an earlier run either', async () => {
    const { shop, run } = prepare();
    shop.write('leads.SQL.csv', LEADS.replaceAll('acme', 'other'));
    const { code } = await run([
      'qualify',
      'leads.csv',
      'leads.SQL.csv',
      '-r',
      'rules.yaml',
      '-o',
      '.',
      ...AS_OF,
    ]);
    expect(code).toBe(0);
    expect(existsSync(join(shop.path, 'leads.SQL.csv'))).toBe(true);
  });
});

test('faults 22: an input that changes while it is read ends with 2, and the earlier output is intact', async () => {
  const { shop, qualify } = prepare();
  await qualify();
  const earlier = filesOf(shop);
  // The first temporary file of the output is created once the list has been opened and surveyed.
  shop.write(
    'change.mjs',
    `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const { openSync } = fs;
fs.openSync = (path, ...rest) => {
  if (String(path).endsWith('-0.part')) fs.appendFileSync('leads.csv', 'late@corp.example,CEO,1,,,,x\\n');
  return openSync(path, ...rest);
};
syncBuiltinESMExports();
`,
  );
  const { exitCode, stderr } = await start(shop, QUALIFY, { nodeOptions: ['--import', './change.mjs'] });
  expect(stderr).toContain('leads.csv changed while it was read');
  expect(exitCode).toBe(2);
  expect(filesOf(shop)).toEqual(earlier);
});

describe('faults 23: two runs on one output', () => {
  test('faults 23: the second is told who holds it and since when; the first goes on', async () => {
    const { shop, qualify } = prepare();
    const first = start(shop, ['qualify', '-', '-r', 'rules.yaml', ...AS_OF]);
    await until(() => leftIn(shop).includes('.leadsieve.lock'));
    const { code, err } = await qualify();
    expect(code).toBe(2);
    expect(err).toMatch(
      new RegExp(`another run writes to ./qualified: process ${first.pid}, started \\d{4}-\\d\\d-\\d\\dT`),
    );
    first.stdin?.end(LEADS);
    expect((await first).exitCode).toBe(0);
    expect(Object.keys(filesOf(shop) ?? {})).toEqual(['run.json', 'stdin.annotated.csv', 'summary.json']);
    expect((await qualify()).code).toBe(0);
  });

  test('faults 23: of many at once each is done or refused, and what stays is of one of them', async () => {
    const { shop, run } = prepare();
    const lists = Array.from({ length: 6 }, (_, index) => {
      shop.write(`part-${index}.csv`, LEADS);
      return `part-${index}.csv`;
    });
    const args = (list: string) => ['qualify', list, '-r', 'rules.yaml', ...AS_OF];
    const codes = (await Promise.all(lists.map(list => run(args(list))))).map(({ code }) => code);
    expect(codes.every(code => code === 0 || code === 2)).toBe(true);
    expect(codes).toContain(0);
    expect(leftIn(shop)).toEqual([]);
    const done = lists
      .filter((_, index) => codes[index] === 0)
      .map(list => list.replace('.csv', '.annotated.csv'));
    expect(Object.keys(filesOf(shop) ?? {})).toEqual([...done, 'run.json', 'summary.json']);
  });

  test('faults 23: a lock that makes no sense is that of nobody', async () => {
    const { shop, qualify } = prepare();
    mkdirSync(join(shop.path, 'qualified'));
    for (const lock of [
      '',
      'half {',
      '{"pid":1.5}',
      `{"pid":${2 ** 22 + 1},"started":"x","birth":"","renames":[["../leads.csv"]]}`,
    ]) {
      shop.write('qualified/.leadsieve.lock', lock);
      expect([lock, (await qualify()).code]).toEqual([lock, 0]);
    }
    // Renames that lead out of the folder are not made.
    const dead = { pid: 2 ** 22 + 1, started: 'x', birth: '', renames: [['../leads.csv', 'stolen.csv']] };
    shop.write('qualified/.leadsieve.lock', JSON.stringify(dead));
    expect((await qualify()).code).toBe(0);
    expect(shop.read('leads.csv')).toBe(LEADS);
    expect(leftIn(shop)).toEqual([]);
  });
});

test('temporary files and locks are private until the output is complete', async () => {
  const { shop } = prepare();
  const running = start(shop, ['qualify', '-', '-r', 'rules.yaml', ...AS_OF]);
  await until(() => leftIn(shop).includes('.leadsieve.lock'));
  expect(statSync(join(shop.path, 'qualified/.leadsieve.lock')).mode & 0o777).toBe(0o600);
  running.stdin?.end(LEADS);
  expect((await running).exitCode).toBe(0);
  shop.write(
    'watch.mjs',
    `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const { openSync } = fs;
fs.openSync = (path, flags, mode) => {
  if (String(path).endsWith('.part')) console.error('created', flags, mode);
  return openSync(path, flags, mode);
};
syncBuiltinESMExports();
`,
  );
  const { stderr } = await start(shop, QUALIFY, { nodeOptions: ['--import', './watch.mjs'] });
  // The lock, the list and two records.
  expect(stderr.match(/created .*/g)).toEqual(Array.from({ length: 4 }, () => 'created wx 384'));
});
