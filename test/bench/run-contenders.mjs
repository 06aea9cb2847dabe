/** Runs the contenders in turn, so that noise of the machine hits all alike, and checks what each of them counted. */
import { closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CONTENDERS, RULEBOOK, START_UP } from './contenders.mjs';
import { measure } from './measure.mjs';
import { firstDifference } from './stage-counts.mjs';

const GENERATOR = join(import.meta.dirname, 'generate.mjs');
const [LEADSIEVE] = CONTENDERS;

/** Two contenders that do not count the same. */
export class Disagreement extends Error {}

/**
 * Throws a Disagreement unless a contender counted what leadsieve did.
 * @param {import('./contenders.mjs').Contender} contender
 * @param {{ expected: import('./stage-counts.mjs').StageCounts, found: import('./stage-counts.mjs').StageCounts }} counts
 */
export function checkCounts({ label, comparable }, { expected, found }) {
  const difference = firstDifference(comparable(expected), found);
  if (difference === undefined) return;
  const { source, stage } = difference;
  throw new Disagreement(
    `stage counts differ: ${source}, ${stage}: leadsieve ${difference.expected}, ${label} ${difference.found}`,
  );
}

/** The first so many rows of the benchmark's list, in a file; made by another program, so that this one stays small. */
export async function makeList(folder, rows) {
  const path = join(folder, `leads-${rows}.csv`);
  const file = openSync(path, 'w');
  await measure([GENERATOR, '--rows', String(rows)], { cwd: folder, stdout: file });
  closeSync(file);
  return { path, rows, bytes: statSync(path).size };
}

/** One run of a contender in a folder of its own, which is gone afterwards. */
async function runOnce({ contender, list, cores, check }, { folder, rulebook }) {
  const output = join(folder, 'output');
  mkdirSync(output);
  const { args, env } = contender.start({ list: list.path, folder: output, cores, rulebook });
  const measurement = await measure(args, { cwd: folder, oneCore: cores === 1, env });
  check(output);
  rmSync(output, { recursive: true });
  return measurement;
}

/** What leadsieve counts on a list, which everybody else must count too. */
async function reference(list, { cores, folder, rulebook }) {
  let expected;
  const check = output => {
    expected = LEADSIEVE.counts(output);
  };
  await runOnce({ contender: LEADSIEVE, list, cores, check }, { folder, rulebook });
  return expected;
}

/**
 * Every contender on one core and on all, in turn, so many times.
 * @param {readonly import('./contenders.mjs').Contender[]} contenders
 * @param {{ rows: number, runs: number, cores: number, folder: string, rulebook?: string, say: (text: string) => void }} how
 */
export async function runContenders(contenders, { rows, runs, cores, folder, rulebook = RULEBOOK, say }) {
  const lists = new Map();
  for (const size of new Set(contenders.map(({ maxRows }) => Math.min(rows, maxRows)))) {
    const list = await makeList(folder, size);
    lists.set(size, { ...list, expected: await reference(list, { cores, folder, rulebook }) });
  }
  const entries = contenders.flatMap(contender =>
    [...new Set([1, contender.oneCore ? 1 : cores])].map(count => {
      const list = lists.get(Math.min(rows, contender.maxRows));
      const check = output =>
        checkCounts(contender, { expected: list.expected, found: contender.counts(output) });
      return { contender, list, cores: count, check, measurements: [] };
    }),
  );
  for (let run = 1; run <= runs; run++) {
    for (const entry of entries) {
      const measurement = await runOnce(entry, { folder, rulebook });
      entry.measurements.push(measurement);
      say(
        `run ${run} of ${runs}: ${entry.contender.label}, ${entry.cores}: ${measurement.seconds.toFixed(2)} s`,
      );
    }
  }
  return entries;
}

/** From start to exit of a list of twenty rows, next to what Node itself takes. */
export async function runStartUp({ runs, folder }) {
  const list = await makeList(folder, 20);
  const entries = START_UP.map(contender => ({ contender, list, check: () => {}, measurements: [] }));
  for (let run = 1; run <= runs; run++) {
    for (const entry of entries) entry.measurements.push(await runOnce(entry, { folder }));
  }
  return entries;
}
