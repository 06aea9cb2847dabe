#!/usr/bin/env node
// A script, as `bin/package.json` says: Node starts an ES module later by a quarter of its own start.
const { setFlagsFromString } = require('node:v8');
const { keepBytecode } = require('./compile-cache.cjs');

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
keepBytecode();

// A defect, until the command says otherwise: what never ends must not look as if it had ended well.
process.exitCode = 70;
const run = async () => require('../dist/cli/main.cjs').main(process.argv.slice(2));
run().then(
  code => {
    process.exitCode = code;
  },
  // Node would end with 1, which means findings. The exit code stays 70.
  error => process.stderr.write(`${error.stack}\n`),
);
