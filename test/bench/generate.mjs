/** The list of the benchmark to stdout, as long as you like: node test/bench/generate.mjs --rows 1000000 > leads.csv */
import { parseArgs } from 'node:util';
import { SEED, writeList } from './lead-list.mjs';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, seed: { type: 'string', default: String(SEED) } },
});
try {
  writeList({ rows: Number(values.rows), file: process.stdout.fd, seed: Number(values.seed) });
} catch (error) {
  // Whoever reads the pipe has seen enough.
  if (error.code !== 'EPIPE') throw error;
}
