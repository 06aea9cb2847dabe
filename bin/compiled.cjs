// The modules of `dist` are CommonJS, since only of scripts does V8 keep what it has made of their source. The build
// lays that beside each module (`code-cache.build.cjs`); what another version of V8 has made is passed over.
const { readFileSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');
const { Script } = require('node:vm');

const DIST = join(__dirname, '../dist');
/** Modules by the paths of their files. */
const loaded = new Map();

/** Where a module's bytecode is. */
const cacheOf = file => `${file}.cache`;

/** The exports of a module of `dist`, given by its path in there without the ending. */
const load = name => loadFile(join(DIST, `${name}.cjs`));

function loadFile(file) {
  const known = loaded.get(file);
  if (known !== undefined) return known.module.exports;
  const script = compile(file);
  const module = { exports: {} };
  loaded.set(file, { module, script });
  const requireFrom = id => (id.startsWith('.') ? loadFile(resolve(dirname(file), id)) : require(id));
  script.runInThisContext()(module.exports, requireFrom, module, file, dirname(file));
  return module.exports;
}

function compile(file) {
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`;
  return new Script(source, { filename: file, cachedData: bytesOf(cacheOf(file)) });
}

function bytesOf(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** What V8 has compiled of the modules that were loaded, with the files that it would look for it in. */
const compiled = () => [...loaded].map(([file, { script }]) => ({ cache: cacheOf(file), script }));

module.exports = { load, compiled };
