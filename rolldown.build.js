import { build } from 'rolldown';

// One module for each of what is loaded together: two hundred small ones took a third of the time of a short run.
// The command of rolldown would print each module, also where `npm start` is to print a summary.
await build({
  input: {
    index: 'src/index.ts',
    'cli/main': 'src/cli/main.ts',
    'cli/check-worker': 'src/cli/check-worker.ts',
    'engines/worker': 'src/engines/worker.ts',
  },
  platform: 'node',
  // Packages stay packages.
  external: /^[^./]/,
  output: { dir: 'dist', format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'shared/[name].js' },
});
