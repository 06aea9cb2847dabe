#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { load } from './compiled.cjs';

// V8 compiles what has run for a while once more, for speed, and does so for each thread: that took a third of all the
// processor time of a run over a million rows. What is worth it here runs much longer than V8 waits.
setFlagsFromString('--interrupt-budget=1000000');
process.exitCode = await load('cli/main').main(process.argv.slice(2));
