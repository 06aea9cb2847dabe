import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';

const PACKAGES = join(import.meta.dirname, 'node_modules');

/** Commander could run subcommands that are programs of their own, and loads a tenth of Node for it; there are none. */
const noPrograms = {
  name: 'no-programs',
  resolveId: (id, importer = '') =>
    id === 'node:child_process' && importer.includes('/commander/') ? '\0no-programs' : undefined,
  load: id => (id === '\0no-programs' ? 'export {};' : undefined),
};

/**
 * Only ASCII, in which V8 keeps a source in half the memory. Every character beyond it stands in a text, an expression
 * or a comment, where its escape means the same.
 */
const onlyAscii = {
  name: 'only-ascii',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk') chunk.code = chunk.code.replace(/[^\0-\x7f]/g, escapeOf);
    }
  },
};
const escapeOf = unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

const how = {
  platform: 'node',
  plugins: [noPrograms, onlyAscii],
  resolve: {
    alias: {
      // The same as an ES module, of which only what is used is taken.
      yaml: join(PACKAGES, 'yaml/browser/index.js'),
      // Chalk need not look for a terminal, which `cli/terminal.ts` has done: looking loads half of Node.
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

// One module for each of what is loaded together, with the packages that every run needs: two hundred small ones took a
// third of the time of a short run, those of the packages an eighth.
// The command of rolldown would print each module, also where `npm start` is to print a summary.
const { output } = await build({
  ...how,
  input: {
    index: 'src/index.ts',
    'cli/main': 'src/cli/main.ts',
    'cli/check-worker': 'src/cli/check-worker.ts',
  },
  output: where,
});
// A thread loads anew what it needs, in a fifth less time from one module than from those of the command.
await build({ ...how, input: { 'engines/worker': 'src/engines/worker.ts' }, output: where });

// The library is imported by name.
writeFileSync('dist/index.js', "export * from './index.cjs';\n");

// Whoever ships a package's code ships its licence. The worker's packages are among the command's.
const modules = output.flatMap(chunk => chunk.moduleIds ?? []);
const bundled = new Set(modules.flatMap(id => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []));
const licences = [...bundled].sort().map(folder => {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
  return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
});
const notice = 'The modules in this folder contain code of these packages.\n';
writeFileSync('dist/LICENCES.txt', [notice, ...licences].join(`\n${'-'.repeat(80)}\n\n`));
