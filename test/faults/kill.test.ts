import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEADS } from '../commands/leadsieve.ts';
import { contentsOf } from './in-process.ts';
import { leftIn, prepare, QUALIFY, start } from './shop.ts';

/** LEADSIEVE_KILLS=200 for the long run; LEADSIEVE_SEED for other moments. */
const KILLS = Number(process.env.LEADSIEVE_KILLS ?? 12);
const SEED = Number(process.env.LEADSIEVE_SEED ?? 20261101);
const LARGE = `${LEADS}${Array.from({ length: 40_000 }, (_, row) => `l${row}@acme.example,CEO,${row},5000,yes,2026-10-01,li\n`).join('')}`;
const NAMES = ['leads.annotated.csv', 'run.json', 'summary.json'];

/** How many milliseconds a run takes here, which is where the moments lie. */
async function lengthOfRun(): Promise<number> {
  const { shop } = prepare({ leads: LARGE });
  const before = performance.now();
  await start(shop, QUALIFY);
  return performance.now() - before;
}

test('killed at random moments, a run leaves the old output or the new, and the next one clears up', async () => {
  const length = await lengthOfRun();
  const moments = fc.sample(
    fc.tuple(fc.double({ min: 0, max: 1.1, noNaN: true }), fc.constantFrom('SIGKILL', 'SIGTERM', 'SIGINT')),
    {
      seed: SEED,
      numRuns: KILLS,
    },
  );
  const { shop, qualify } = prepare();
  const out = join(shop.path, 'qualified');
  for (const [moment, signal] of moments) {
    shop.write('leads.csv', LEADS);
    expect((await qualify()).code).toBe(0);
    expect(leftIn(shop)).toEqual([]);
    const old = contentsOf(out);
    shop.write('leads.csv', LARGE);
    const running = start(shop, QUALIFY);
    const timer = setTimeout(() => running.kill(signal), moment * length);
    const { exitCode, signal: endedBy } = await running;
    clearTimeout(timer);
    const now = contentsOf(out);
    const changed = NAMES.filter(name => now[name] !== old[name]);
    const isDone = exitCode === 0;
    expect([signal, isDone || endedBy === signal || exitCode === 130 || exitCode === 143]).toEqual([
      signal,
      true,
    ]);
    // A kill between two renames is ended by the next run; any other way all are old or all new.
    if (signal !== 'SIGKILL' || isDone) expect([exitCode, changed]).toEqual([exitCode, isDone ? NAMES : []]);
    for (const name of NAMES) expect([name, isWhole(now[name] ?? '')]).toEqual([name, true]);
    if (signal !== 'SIGKILL' && endedBy === undefined) expect(leftIn(shop)).toEqual([]);
  }
  expect((await qualify()).code).toBe(0);
  expect(existsSync(join(out, 'summary.json'))).toBe(true);
  expect(leftIn(shop)).toEqual([]);
}, 1_800_000);

/** A list to its last row, or JSON to its last bracket. */
function isWhole(text: string): boolean {
  return text.startsWith('{')
    ? text.endsWith('}\n')
    : /^email,.*\n[\s\S]*\n(dora@corp\.example|l39999@acme\.example),.*\n$/.test(text);
}
