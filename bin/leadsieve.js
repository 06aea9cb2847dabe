#!/usr/bin/env node
// A script, as `bin/package.json` says: Node starts an ES module later by a quarter of its own start.
const { setFlagsFromString } = require('node:v8');
const { keepBytecode } = require('./compile-cache.cjs');

// Node's own modules come before the flags: V8 refuses their bytecode under other flags than they were built with.
for (const name of ['crypto', 'fs/promises', 'module', 'os', 'stream', 'zlib']) require(`node:${name}`);

// V8 optimises what has run for a while, once more in each thread: that took a third of the processor time of a million
// rows. Code that is worth it here runs far longer. A short run ends before its heap is full, so no marking when idle.
const FLAGS = {
  20: '--interrupt-budget=1000000 --no-incremental-marking-task',
  22: '--invocation-count-for-turbofan=30000 --no-incremental-marking-task',
  24: '--invocation-count-for-turbofan=30000 --no-incremental-marking-task',
};
// Only for known versions: V8 complains on stderr of a flag that it does not have.
const [major] = process.versions.node.split('.');
if (FLAGS[major] !== undefined) setFlagsFromString(FLAGS[major]);
keepBytecode();

// A defect, until the command says otherwise: what never ends must not look as if it had ended well.
process.exitCode = 70;
const run = async () => require('../dist/entries/main.cjs').main(process.argv.slice(2));
run().then(
  code => {
    process.exitCode = code;
  },
  // Node would end with 1, which means findings. The exit code stays 70.
  error => process.stderr.write(`${error.stack}\n`),
);
