// Loaded with `node --import`, makes the nth file operation of a process fail: LEADSIEVE_FAIL_AT, LEADSIEVE_FAIL_CODE,
// LEADSIEVE_FAIL_ONLY for the nth of one kind, LEADSIEVE_FAIL_THREAD=worker for the threads beside the main one.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { promisify } from 'node:util';
import { isMainThread } from 'node:worker_threads';

/** Operations that return or throw, but for those that `rmSync` is made of. `existsSync` never throws. */
const SYNC = [
  ...[
    'openSync',
    'readSync',
    'writeSync',
    'fsyncSync',
    'closeSync',
    'ftruncateSync',
    'fstatSync',
    'statSync',
  ],
  ...['accessSync', 'fchmodSync', 'renameSync', 'linkSync', 'symlinkSync', 'unlinkSync', 'rmSync'],
  ...[
    'rmdirSync',
    'mkdirSync',
    'mkdtempSync',
    'readdirSync',
    'readFileSync',
    'writeFileSync',
    'copyFileSync',
  ],
  'realpathSync',
];
const PROMISES = [
  'open',
  'stat',
  'readFile',
  'writeFile',
  'mkdtemp',
  'mkdir',
  'rm',
  'rename',
  'unlink',
  'readdir',
];
const HANDLE = ['read', 'write', 'readFile', 'writeFile', 'stat', 'sync', 'datasync', 'close', 'truncate'];
/** What Node itself reads to load modules is no operation of the command, nor is what tells who is alive. */
const NOT_OURS = /[\\/]node_modules[\\/]|[\\/]dist[\\/]|[\\/]src[\\/]|[\\/]bin[\\/]|package\.json$|^\/proc\//;

const originals = {
  sync: Object.fromEntries(SYNC.map(name => [name, fs[name]])),
  promises: Object.fromEntries(PROMISES.map(name => [name, fs.promises[name]])),
  read: fs.read,
};
let handlePrototype;
let handleOriginals = {};

/**
 * From now on counts file operations and lets the nth fail with the code. A failing close has closed its file, as a
 * real one has. `which` tells what failed, or undefined as long as there were fewer operations.
 */
export async function failAt(nth, code, { only } = {}) {
  let count = 0;
  let failed;
  /** Calls under way that are not ours: what they are made of is not ours either. */
  let theirs = 0;
  const isTheirs = ([path]) =>
    theirs > 0 || ((typeof path === 'string' || path instanceof URL) && NOT_OURS.test(String(path)));
  const isNext = (name, args) => {
    if (isTheirs(args)) return false;
    if (only !== undefined && name !== only) return false;
    count += 1;
    if (count === nth) failed = name;
    return count === nth;
  };
  const callTheirs = call => {
    theirs += 1;
    try {
      return call();
    } finally {
      theirs -= 1;
    }
  };
  const failure = name => Object.assign(new Error(`${code}: made to fail, ${name}`), { code, syscall: name });

  for (const name of SYNC) {
    const original = originals.sync[name];
    fs[name] = (...args) => {
      if (isTheirs(args)) return callTheirs(() => original(...args));
      if (!isNext(name, args)) return original(...args);
      if (name === 'closeSync') original(...args);
      throw failure(name);
    };
  }
  // `realpathSync.native` and the like.
  for (const name of SYNC) Object.assign(fs[name], originals.sync[name]);
  for (const name of PROMISES) {
    const original = originals.promises[name];
    fs.promises[name] = async (...args) => {
      if (isNext(name, args)) throw failure(name);
      return original(...args);
    };
  }
  const read = promisify(originals.read);
  fs.read = (...args) => {
    const done = args.at(-1);
    if (isNext('read', args)) process.nextTick(done, failure('read'));
    else originals.read(...args);
  };
  fs.read[promisify.custom] = async (...args) => {
    if (isNext('read', args)) throw failure('read');
    return read(...args);
  };
  await patchHandles(isNext, failure);
  syncBuiltinESMExports();
  return { which: () => failed, count: () => count };
}

async function patchHandles(isNext, failure) {
  if (handlePrototype === undefined) {
    const handle = await originals.promises.open(process.execPath, 'r');
    handlePrototype = Object.getPrototypeOf(handle);
    handleOriginals = Object.fromEntries(HANDLE.map(name => [name, handlePrototype[name]]));
    await handle.close();
  }
  for (const name of HANDLE) {
    const original = handleOriginals[name];
    handlePrototype[name] = async function (...args) {
      if (!isNext(`handle.${name}`, [])) return original.apply(this, args);
      if (name === 'close') await original.apply(this, args);
      throw failure(`handle.${name}`);
    };
  }
}

/** Takes everything back. */
export function restore() {
  Object.assign(fs, originals.sync);
  Object.assign(fs.promises, originals.promises);
  fs.read = originals.read;
  if (handlePrototype !== undefined) Object.assign(handlePrototype, handleOriginals);
  syncBuiltinESMExports();
}

const { LEADSIEVE_FAIL_AT: nth, LEADSIEVE_FAIL_CODE: code = 'EIO', LEADSIEVE_FAIL_MARK: mark } = process.env;
const { LEADSIEVE_FAIL_THREAD: thread = 'main', LEADSIEVE_FAIL_ONLY: only } = process.env;
if (nth !== undefined && isMainThread === (thread === 'main')) {
  const { which } = await failAt(Number(nth), code, { only });
  process.on('exit', () => {
    const failed = which();
    if (mark !== undefined && failed !== undefined) originals.sync.writeFileSync(mark, failed);
  });
}
