/** Loaded before a measured program: when it ends, its peak resident memory goes to the file that PEAK_MEMORY names. */
const { writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

// Worker threads load this too, but memory is the whole program's.
if (isMainThread) {
  process.once('exit', () => {
    writeFileSync(process.env.PEAK_MEMORY, String(process.resourceUsage().maxRSS * 1024));
  });
}
