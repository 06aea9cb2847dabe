import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findingCodes } from '../src/language/finding-pages.ts';

const ROOT = join(import.meta.dirname, '..');
const RULEBOOKS = ['anum', 'bant', 'champ', 'faint', 'gpct', 'inbound', 'prospect', 'purchased-list'];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly types: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly exports: { readonly '.': { readonly types: string; readonly default: string } };
}

const manifest = JSON.parse(read('package.json')) as Manifest;

let consumer = '';
let packed: readonly string[] = [];

/** What would be published, and a project that has it installed: by a link, as there is no registry in a test. */
beforeAll(async () => {
  packed = await packedFiles();
  consumer = mkdtempSync(join(tmpdir(), 'leadsieve-package-'));
  mkdirSync(join(consumer, 'node_modules'));
  symlinkSync(ROOT, join(consumer, 'node_modules', manifest.name));
});

afterAll(() => rmSync(consumer, { recursive: true, force: true }));

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** The paths that would be published, without running the build again under the other tests. */
async function packedFiles(): Promise<readonly string[]> {
  const { stdout } = await execa('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline'], {
    cwd: ROOT,
    env: { npm_config_update_notifier: 'false' },
  });
  const [{ files }] = JSON.parse(stdout) as [{ files: readonly { path: string }[] }];
  return files.map(({ path }) => path);
}

/** The modules that are loaded by their own names, and the types of all sources. */
function builtFiles(): readonly string[] {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const types = sources
    .filter(file => file.endsWith('.ts') && !file.startsWith('engine/kernel/'))
    .map(file => `dist/${file.slice(0, -'.ts'.length)}.d.ts`);
  return [
    'dist/index.js',
    'dist/index.cjs',
    'dist/entries/main.cjs',
    'dist/entries/check-worker.cjs',
    'dist/entries/worker.cjs',
    'dist/kernel.wasm',
    'dist/LICENCES.txt',
    ...types,
  ];
}

/** Packages of package.json whose code is in the modules. */
const BUILT_IN = ['big.js', 'chalk', 'cli-table3', 'commander', 'execa', 'yaml'];
const BIN = ['bin/compile-cache.cjs', 'bin/leadsieve.js', 'bin/package.json', 'bin/thread.cjs'];

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

describe('the package', () => {
  test('ships the command, the library, the rulebooks and what a reader needs', () => {
    const inRules = packed.filter(path => path.startsWith('rules/') && path !== 'rules/rulebook.schema.json');
    const rules = inRules.filter(path => !path.startsWith('rules/findings/'));
    const pages = inRules.filter(path => path.startsWith('rules/findings/'));
    expect(pages.sort()).toEqual(
      findingCodes()
        .map(code => `rules/findings/${code}.md`)
        .sort(),
    );
    expect(packed.filter(path => !/^(?:dist|rules)\//.test(path)).sort()).toEqual(
      ['CHANGELOG.md', 'LICENSE', 'README.md', ...BIN, 'package.json'].sort(),
    );
    expect(rules.sort()).toEqual(['rules/README.md', ...RULEBOOKS.map(name => `rules/${name}.yaml`)].sort());
  });

  test('ships all that the build makes, and nothing of an earlier one', () => {
    const shipped = packed.filter(path => path.startsWith('dist/'));
    const built = builtFiles();
    expect(built.filter(path => !shipped.includes(path))).toEqual([]);
    const modules = shipped.filter(path => /^dist\/shared\/[a-z0-9-]+\.cjs$/.test(path));
    const others = shipped.filter(path => ![...built, ...modules].includes(path));
    expect(others).toEqual([]);
  });

  test('ships the licence of each package whose code is in its modules', () => {
    const licences = read('dist/LICENCES.txt')
      .split(/^-+\n\n/m)
      .slice(1);
    const named = licences.map(text => /^(\S+) \d+\.\d+\.\d+\n/.exec(text)?.[1] ?? '');
    expect(named.filter(name => manifest.dependencies[name] !== undefined)).toEqual(BUILT_IN);
    expect(licences.filter(text => !/\b(?:licen[cs]e|permission)\b/i.test(text))).toEqual([]);
    const { packages } = JSON.parse(read('package-lock.json')) as Lock;
    const shipped = Object.keys(packages).filter(path => packages[path]?.dev !== true);
    expect(named.filter(name => !shipped.some(path => path.endsWith(`node_modules/${name}`)))).toEqual([]);
  });

  test('loads no package but on demand', () => {
    const modules = packed.filter(path => /^dist\/.*\.cjs$/.test(path)).map(read);
    const loaded = modules.flatMap(text => [...text.matchAll(/[=;]require\("([^"]+)"\)(?=[;,])/g)]);
    expect(loaded.length).toBeGreaterThan(100);
    const packages = loaded
      .map(([, from = '']) => from)
      .filter(from => !from.startsWith('.') && !isBuiltin(from));
    expect(packages).toEqual([]);
  });

  test('points at files that are there', () => {
    const entry = manifest.exports['.'];
    const targets = [...Object.values(manifest.bin), manifest.types, entry.types, entry.default];
    expect(targets.filter(path => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(Object.keys(manifest.bin)).toEqual(['leadsieve']);
  });

  test('has a command that runs, of the version in CHANGELOG', async () => {
    const { stdout } = await execa(process.execPath, [join(ROOT, manifest.bin.leadsieve ?? ''), '--version']);
    expect(stdout).toBe(manifest.version);
    expect(read(manifest.bin.leadsieve ?? '')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(read('CHANGELOG.md')).toContain(`## [${manifest.version}]`);
  });

  test('exports the functions that its entry names', async () => {
    const names = [...read('src/index.ts').matchAll(/^export \{ (.*) \} from/gm)]
      .flatMap(([, list = '']) => list.split(', '))
      .filter(name => !name.startsWith('type '));
    const library: unknown = await import(pathToFileURL(join(ROOT, manifest.exports['.'].default)).href);
    expect(Object.keys(library as object).sort()).toEqual([...names].sort());
  });
});

describe("README's example of the library", () => {
  const [, example = ''] = /^```ts\n([\s\S]*?)^```$/m.exec(read('README.md')) ?? [];
  const [, printed] = /^It prints `(.*)`/m.exec(read('README.md')) ?? [];

  beforeAll(async () => {
    const compilerOptions = {
      module: 'nodenext',
      target: 'es2023',
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      types: ['node'],
      typeRoots: [join(ROOT, 'node_modules/@types')],
    };
    writeFileSync(join(consumer, 'package.json'), '{ "type": "module" }');
    writeFileSync(
      join(consumer, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['example.ts'] }),
    );
    writeFileSync(join(consumer, 'example.ts'), example);
  });

  test('compiles against the types that ship, and prints what README says', async () => {
    const tsc = await execa(join(ROOT, 'node_modules/.bin/tsc'), ['-p', consumer], { reject: false });
    expect(tsc.stdout).toBe('');
    const { stdout } = await execa(process.execPath, ['example.js'], { cwd: consumer });
    expect(stdout).toBe(printed);
  });
});
