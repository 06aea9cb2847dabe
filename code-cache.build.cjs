// The last step of the build: runs the command on the fixtures, and keeps what V8 has compiled of each module for
// `bin/compiled.cjs`. To compile it anew took a third of a short run, and of a long one each thread's first moments.
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { isMainThread, parentPort, threadId } = require('node:worker_threads');
const { compiled } = require('./bin/compiled.cjs');

const FIXTURES = join(__dirname, 'fixtures');
/** So often the rows of a fixture make a list that is worth threads. */
const TIMES = 200;

/**
 * What the first run to load a module has compiled: the more is kept, the longer it takes to read. Whole or not at all,
 * since several threads may keep the same module at once.
 */
function keep() {
  for (const { cache, script } of compiled()) {
    if (script.cachedDataRejected === false) continue;
    const own = `${cache}.${threadId}`;
    writeFileSync(own, script.createCachedData());
    renameSync(own, cache);
  }
}

/** Runs the command with this file loaded before it, in its threads too. */
function run(...args) {
  const command = ['--require', __filename, join(__dirname, 'bin/leadsieve.js'), ...args];
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`leadsieve ${args.join(' ')} ended with ${status}\n${stderr}`);
}

function warmUp(folder) {
  const rulebook = join(FIXTURES, 'rulebook.yaml');
  const short = join(FIXTURES, 'crm-en.csv');
  const [header, ...rows] = readFileSync(short, 'utf8').split(/(?<=\n)/);
  const long = join(folder, 'long.csv');
  writeFileSync(long, header + rows.join('').repeat(TIMES));
  const job = ['--rules', rulebook, '--costs', join(FIXTURES, 'costs.yaml'), '--as-of', '2026-11-01'];
  // The shortest comes first: what it needs is all that its modules keep.
  run('qualify', short, ...job, '--out', join(folder, 'short'));
  run('qualify', long, ...job, '--out', join(folder, 'long'), '--workers', '2');
  run('check', rulebook);
  run('test', rulebook);
}

if (require.main === module) {
  const folder = mkdtempSync(join(tmpdir(), 'leadsieve-build-'));
  try {
    warmUp(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
} else if (isMainThread) {
  process.once('exit', keep);
} else {
  // A thread is ended from outside, once it has said what it counted.
  parentPort.on('message', ({ content }) => content?.kind === 'finish' && keep());
}
