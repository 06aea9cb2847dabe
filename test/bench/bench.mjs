/** leadsieve next to what else could do its work, on one list: npm run bench -- --rows 1000000 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CONTENDERS, RULEBOOK } from './contenders.mjs';
import { AS_OF, SEED } from './lead-list.mjs';
import { CAN_PIN } from './measure.mjs';
import { figures, formatReport, withRatios } from './report.mjs';
import { Disagreement, runContenders, runStartUp } from './run-contenders.mjs';

const USAGE = `npm run bench -- [options]
  --rows N       rows of the list (default 1000000)
  --runs N       how often each contender runs (default 5)
  --cores N      what "all cores" is (default: the machine's)
  --only NAMES   only these, commas between them: ${CONTENDERS.map(({ id }) => id).join(', ')}
  --json FILE    where the results go as JSON (default: bench.json in the temporary folder, with --keep)
  --rules FILE   another rulebook for leadsieve, to see that a disagreement is found
  --keep         leave the temporary folder where it is
`;

const say = text => process.stderr.write(`${text}\n`);

class UsageError extends Error {}

function wholeNumber(text, name) {
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`--${name} is a whole number from 1, not ${text}`);
  return Number(text);
}

function readOptions() {
  const number = fallback => ({ type: 'string', default: String(fallback) });
  const { values } = parseArgs({
    options: {
      rows: number(1_000_000),
      runs: number(5),
      cores: number(availableParallelism()),
      only: { type: 'string' },
      json: { type: 'string' },
      rules: { type: 'string', default: RULEBOOK },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const only = values.only?.split(',');
  const unknown = only?.find(name => !CONTENDERS.some(({ id }) => id === name));
  if (unknown !== undefined) throw new UsageError(`--only knows no ${unknown}\n${USAGE}`);
  return {
    ...values,
    rulebook: resolve(values.rules),
    rows: wholeNumber(values.rows, 'rows'),
    runs: wholeNumber(values.runs, 'runs'),
    cores: wholeNumber(values.cores, 'cores'),
    chosen: CONTENDERS.filter(({ id }) => only === undefined || only.includes(id)),
  };
}

/** Tried in a program of its own, since a package built for another machine may take its program down with it. */
const isInstalled = ({ needs }) =>
  needs === undefined ||
  spawnSync(process.execPath, ['-e', `import(${JSON.stringify(needs)}).catch(() => process.exit(1))`], {
    cwd: import.meta.dirname,
  }).status === 0;

async function bench({ rows, runs, cores, chosen, rulebook, json }, folder) {
  const present = chosen.filter(isInstalled);
  const missing = chosen.filter(contender => !present.includes(contender)).map(({ label }) => label);
  const entries = await runContenders(present, { rows, runs, cores, folder, rulebook, say });
  const startUp = await runStartUp({ runs, folder });
  const bytes = Math.max(...entries.map(({ list }) => Math.round((list.bytes * rows) / list.rows)));
  const results = withRatios(entries.map(entry => figures(entry, rows)));
  const report = {
    ...{ rows, bytes, runs, cores, pinned: CAN_PIN, seed: SEED, asOf: AS_OF, node: process.version },
    ...{ platform: `${process.platform} ${process.arch}`, missing, results },
    startUp: startUp.map(entry => figures(entry, entry.list.rows)),
  };
  process.stdout.write(formatReport(report));
  writeFileSync(json ?? join(folder, 'bench.json'), `${JSON.stringify(report, null, 2)}\n`);
}

async function main() {
  const options = readOptions();
  if (options.help) return process.stdout.write(USAGE);
  const folder = mkdtempSync(join(tmpdir(), 'leadsieve-bench-'));
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ]) {
    process.once(signal, () => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(code);
    });
  }
  try {
    await bench(options, folder);
  } finally {
    if (options.keep) say(`kept: ${folder}`);
    else rmSync(folder, { recursive: true });
  }
}

try {
  await main();
} catch (error) {
  const expected =
    error instanceof Disagreement || error instanceof UsageError || error.code?.startsWith('ERR_PARSE');
  say(expected ? error.message : error.stack);
  process.exitCode = error instanceof Disagreement ? 1 : 2;
}
