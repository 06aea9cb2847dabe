import { spawnSync } from 'node:child_process';
import { utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { COMMAND, LEADS, type Workshop } from '../commands/leadsieve.ts';
import { AS_OF, filesOf, leftIn, prepare, QUALIFY, until } from './shop.ts';

const OWN_SPACE = ['-pf', '--mount-proc', '--kill-child'];
/** Namespaces take rights that not every machine gives; `test/files/output-lock.test.ts` shows the same without them. */
const isPermitted = spawnSync('unshare', [...OWN_SPACE, 'true']).status === 0;

/** The command in a PID namespace of its own, as in a container: it is process 1 there. */
function contained(shop: Workshop, args: readonly string[]) {
  return execa('unshare', [...OWN_SPACE, process.execPath, COMMAND, ...args], {
    cwd: shop.path,
    reject: false,
    stdin: 'pipe',
    env: { NO_COLOR: '1' },
  });
}

/** A run that has its lock and waits for its list. */
async function begin(shop: Workshop) {
  const running = contained(shop, ['qualify', '-', '-r', 'rules.yaml', ...AS_OF]);
  await until(() => leftIn(shop).includes('.leadsieve.lock'));
  return { running };
}

describe.skipIf(!isPermitted)('faults 23: two runs in containers on one output', () => {
  test('faults 23: the second is told who holds it and on which host; the first goes on', async () => {
    const { shop } = prepare();
    const { running } = await begin(shop);
    const second = await contained(shop, QUALIFY);
    expect(second.stderr).toMatch(
      new RegExp(
        `another run writes to ./qualified: process 1 of host ${hostname()}, started \\d{4}-\\d\\d-\\d\\dT`,
      ),
    );
    expect(second.exitCode).toBe(2);
    running.stdin?.end(LEADS);
    expect((await running).exitCode).toBe(0);
    expect(Object.keys(filesOf(shop) ?? {})).toEqual(['run.json', 'stdin.annotated.csv', 'summary.json']);
  });

  test('faults 23: one that loses its lock to --break-lock ends with 2, and the other output stays', async () => {
    const { shop } = prepare();
    const { running } = await begin(shop);
    const second = await contained(shop, [...QUALIFY, '--break-lock']);
    expect(second.stderr).toContain('the lock of ./qualified was taken from process 1 of host');
    expect(second.exitCode).toBe(0);
    const output = filesOf(shop);
    running.stdin?.end(LEADS);
    const first = await running;
    expect(first.exitCode).toBe(2);
    expect(first.stderr).toMatch(/was removed or replaced|another run took the lock|does not exist/);
    expect(filesOf(shop)).toEqual(output);
  });

  test('faults 23: the lock of a killed one is taken once its last sign of life is old', async () => {
    const { shop } = prepare();
    const { running } = await begin(shop);
    running.kill('SIGKILL');
    await running;
    expect((await contained(shop, QUALIFY)).exitCode).toBe(2);
    const then = Date.now() / 1000 - 130;
    utimesSync(join(shop.path, 'qualified/.leadsieve.lock'), then, then);
    expect((await contained(shop, QUALIFY)).exitCode).toBe(0);
    expect(Object.keys(filesOf(shop) ?? {})).toEqual(['leads.annotated.csv', 'run.json', 'summary.json']);
  });
});
