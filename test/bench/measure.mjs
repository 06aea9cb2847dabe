/** Runs a program of Node from start to exit and says what it took. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PEAK_MEMORY = join(import.meta.dirname, 'peak-memory.cjs');
const ERROR_BYTES = 2000;

/** Whether a program can be held to one core here. */
export const CAN_PIN = spawnSync('taskset', ['-c', '0', process.execPath, '-e', '0']).status === 0;

/**
 * @typedef {object} Measurement
 * @property {number} seconds wall time from start to exit
 * @property {number} peakBytes the peak resident memory, threads included
 */

/** Without certificates that Node would read whenever it starts: three times as long as it takes without, for nothing. */
const { NODE_EXTRA_CA_CERTS: _, ...ENVIRONMENT } = process.env;

/**
 * Runs Node with these arguments; rejects with the end of what it wrote to stderr if it fails.
 * @param {readonly string[]} args
 * @param {{ cwd: string, oneCore?: boolean, env?: Record<string, string>, stdout?: number | 'ignore' }} options with
 *   `oneCore` it is held to one, where that is possible
 * @returns {Promise<Measurement>}
 */
export async function measure(args, { cwd, oneCore = false, env = {}, stdout = 'ignore' }) {
  const folder = mkdtempSync(join(tmpdir(), 'leadsieve-peak-'));
  const file = join(folder, 'peak');
  const node = [process.execPath, '--require', PEAK_MEMORY, ...args];
  const [command, ...rest] = oneCore && CAN_PIN ? ['taskset', '-c', '0', ...node] : node;
  try {
    const start = performance.now();
    const child = spawn(command, rest, {
      cwd,
      env: { ...ENVIRONMENT, NO_COLOR: '1', ...env, PEAK_MEMORY: file },
      stdio: ['ignore', stdout, 'pipe'],
    });
    const milliseconds = await ended(child, start);
    return { seconds: milliseconds / 1000, peakBytes: Number(readFileSync(file, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The milliseconds until a program has ended well. */
function ended(child, start) {
  return new Promise((resolve, reject) => {
    let errors = '';
    let milliseconds = 0;
    child.stderr.setEncoding('utf8').on('data', text => {
      errors = `${errors}${text}`.slice(-ERROR_BYTES);
    });
    child.once('error', reject);
    child.once('exit', () => {
      milliseconds = performance.now() - start;
    });
    child.once('close', (code, signal) => {
      if (code === 0) resolve(milliseconds);
      else reject(new Error(`${child.spawnargs.join(' ')} ended with ${code ?? signal}\n${errors}`));
    });
  });
}
