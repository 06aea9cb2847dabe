import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';

const PACKAGES = join(import.meta.dirname, 'node_modules');

const how = {
  platform: 'node',
  resolve: {
    alias: {
      // The ES build: rolldown leaves out of it what is not used.
      yaml: join(PACKAGES, 'yaml/browser/index.js'),
      // `shell/terminal.ts` knows whether there is a terminal: looking once more loads much of Node.
      '#supports-color': join(PACKAGES, 'chalk/source/vendor/supports-color/browser.js'),
    },
  },
};
// CommonJS, since Node starts a script sooner than an ES module.
const where = {
  dir: 'dist',
  format: 'cjs',
  // Names stay, so that the stack of a defect can be read.
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  entryFileNames: '[name].cjs',
  chunkFileNames: 'shared/[name].cjs',
};

// Loading hundreds of small modules took a third of a short run, those of the packages another eighth. A script calls
// rolldown because its own command prints each module, which would clutter `npm start`.
// An entry is as deep in `dist` as `src/*/*.ts` is in `src`: these name files of the package by `../../`.
const { output } = await build({
  ...how,
  input: {
    index: 'src/index.ts',
    'entries/main': 'src/main.ts',
    'entries/check-worker': 'src/commands/check/check-worker.ts',
  },
  output: where,
});
// Each thread loads its modules anew: one module takes a fifth less time than those of the command.
await build({ ...how, input: { 'entries/worker': 'src/engine/fast/threads/worker.ts' }, output: where });

// The library is imported by name.
writeFileSync('dist/index.js', "export * from './index.cjs';\n");

// The code of a package is shipped with its licence. The worker's packages are among the command's.
const modules = output.flatMap(chunk => chunk.moduleIds ?? []);
const bundled = new Set(modules.flatMap(id => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []));
const licences = [...bundled].sort().map(folder => {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
  return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
});
const notice = 'The modules in this folder contain code of these packages.\n';
writeFileSync('dist/LICENCES.txt', [notice, ...licences].join(`\n${'-'.repeat(80)}\n\n`));
