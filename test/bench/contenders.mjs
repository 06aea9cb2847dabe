/** Who runs in the benchmark: how each is started, and where its stage counts are. */
import { join } from 'node:path';
import { AS_OF } from './lead-list.mjs';
import { countsOfSummary, countsOfTable, leadsOfSummary, withoutStages } from './stage-counts.mjs';

const HERE = import.meta.dirname;
const LEADSIEVE = join(HERE, '../../bin/leadsieve.js');
export const RULEBOOK = join(HERE, 'rulebook.yaml');

/**
 * @typedef {object} Job
 * @property {string} list
 * @property {string} folder what is written goes here
 * @property {number} cores
 * @property {string} rulebook leadsieve's
 */

/**
 * @typedef {object} Contender
 * @property {string} id its name on the command line
 * @property {string} label
 * @property {string} [needs] the package that must be installed
 * @property {boolean} oneCore whether it knows no other way
 * @property {number} maxRows it is measured on the first so many rows of the list at most
 * @property {(job: Job) => { args: readonly string[], env?: Record<string, string> }} start
 * @property {(folder: string) => import('./stage-counts.mjs').StageCounts} counts
 * @property {(counts: import('./stage-counts.mjs').StageCounts) => import('./stage-counts.mjs').StageCounts} comparable
 *   what of leadsieve's counts must be equal
 */

const ANY = { oneCore: false, maxRows: Number.POSITIVE_INFINITY, comparable: counts => counts };

const qualify = (rulebook, { list, folder }, ...more) => ({
  args: [LEADSIEVE, 'qualify', list, '--rules', rulebook, '--as-of', AS_OF, '--out', folder, ...more],
});

/** Of a script that takes a list, the file to write, the file for its counts, and what else it is given. */
const script = (name, { list, folder }, ...more) => ({
  args: [join(HERE, name), list, join(folder, 'annotated.csv'), join(folder, 'counts.csv'), ...more],
});

const tableIn = folder => countsOfTable(join(folder, 'counts.csv'));

/** On several cores leadsieve takes as many threads as it does for anybody. */
const workersOf = ({ cores }) => (cores === 1 ? ['--workers', '1'] : []);

/** @type {readonly Contender[]} */
export const CONTENDERS = [
  {
    ...ANY,
    id: 'leadsieve',
    label: 'leadsieve',
    start: job => qualify(job.rulebook, job, ...workersOf(job)),
    counts: folder => countsOfSummary(join(folder, 'summary.json')),
  },
  {
    ...ANY,
    id: 'leadsieve-dedupe',
    label: 'leadsieve, with dedupe',
    start: job => qualify(join(HERE, 'rulebook-dedupe.yaml'), job, ...workersOf(job)),
    counts: folder => leadsOfSummary(join(folder, 'summary.json')),
    comparable: withoutStages,
  },
  {
    ...ANY,
    id: 'duckdb',
    label: 'DuckDB, query by hand',
    needs: '@duckdb/node-api',
    start: job => script('duckdb.mjs', job, String(job.cores)),
    counts: tableIn,
  },
  {
    ...ANY,
    id: 'polars',
    label: 'Polars',
    needs: 'nodejs-polars',
    start: job => ({ ...script('polars.mjs', job), env: { POLARS_MAX_THREADS: String(job.cores) } }),
    counts: tableIn,
  },
  {
    ...ANY,
    id: 'json-rules-engine',
    label: 'csv-parse + json-rules-engine',
    needs: 'json-rules-engine',
    oneCore: true,
    maxRows: 50_000,
    start: job => script('json-rules-engine.mjs', job),
    counts: tableIn,
  },
];

/** Qualifying a list as one does by default, and the shortest program there is. */
export const START_UP = [
  { id: 'leadsieve-20-rows', label: 'leadsieve, 20 rows', start: job => qualify(RULEBOOK, job) },
  { id: 'node', label: 'node -e 0', start: () => ({ args: ['-e', '0'] }) },
];
