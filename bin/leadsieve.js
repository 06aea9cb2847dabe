#!/usr/bin/env node
// A script, as `bin/package.json` says: Node starts an ES module later by a quarter of its own start.
const { setFlagsFromString } = require('node:v8');
const { load } = require('./compiled.cjs');

// What every command needs of Node comes before the flag: with one, V8 refuses the bytecode of Node's own modules.
for (const name of ['crypto', 'fs/promises', 'module', 'os', 'stream', 'zlib']) require(`node:${name}`);

// V8 compiles what has run for a while once more, for speed, and does so for each thread: that took a third of all the
// processor time of a run over a million rows. What is worth it here runs much longer than V8 waits. And a short run has
// ended before its heap is full: to look through that in idle moments is for nothing.
const NO_HASTE = {
  20: '--interrupt-budget=1000000 --no-incremental-marking-task',
  22: '--invocation-count-for-turbofan=30000 --no-incremental-marking-task',
  24: '--invocation-count-for-turbofan=30000 --no-incremental-marking-task',
};
// Only for the versions that have them: V8 complains on stderr of a flag that it does not know.
const [major] = process.versions.node.split('.');
if (NO_HASTE[major] !== undefined) setFlagsFromString(NO_HASTE[major]);

// A defect, for as long as nobody has said otherwise: what never ends is not to look as if it had ended well.
process.exitCode = 70;
load('cli/main')
  .main(process.argv.slice(2))
  .then(code => {
    process.exitCode = code;
  });
