// What a thread of the command starts with: `workerData` names the module that it runs.
const { workerData } = require('node:worker_threads');
const { keepBytecode } = require('./compile-cache.cjs');

keepBytecode();
require(`../dist/${workerData.module}.cjs`);
