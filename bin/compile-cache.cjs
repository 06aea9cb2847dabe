// Keeps V8's bytecode between runs, by Node's own means (Node 22.1 and later): Node checks the version of V8, the flags
// and a checksum of each source and entry before it uses any. Nothing compiled is shipped.
const { mkdirSync, statSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const { homedir } = require('node:os');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');

/** Where programs of this user keep what can be made again. */
function cacheFolder({ env, platform }) {
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'leadsieve');
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(homedir(), 'AppData/Local'), 'leadsieve');
  return join(homedir(), platform === 'darwin' ? 'Library/Caches' : '.cache', 'leadsieve');
}

/** Bytecode runs as code, so a folder that others can write to is not used. */
function isOwn(folder) {
  const { uid, mode } = statSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

/** Without a cache the command runs as well, only slower: nothing here ends it. */
exports.keepBytecode = () => {
  // Where the variable is set, Node has enabled the cache in the folder that the user chose.
  if (enableCompileCache === undefined || process.env.NODE_COMPILE_CACHE !== undefined) return;
  try {
    const folder = cacheFolder(process);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOwn(folder)) return;
    // Node keeps only what is compiled when a module loads: functions must not wait for their first call.
    setFlagsFromString('--no-lazy');
    enableCompileCache(folder);
  } catch {
    // No home, or one that is read-only.
  }
};
