import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The house of ARCHITECTURE.md: a room imports from lower floors and from itself. */
const FLOORS: readonly (readonly string[])[] = [
  ['model'],
  ['values'],
  ['yaml', 'text', 'records', 'terminal'],
  ['lists', 'judging', 'costs'],
  ['language', 'rows', 'contacts', 'summary'],
  ['files'],
  ['engine'],
  ['shell'],
  ['inputs'],
  ['commands'],
  ['program.ts', 'main.ts', 'index.ts'],
];

/** Each third-party package belongs to one room, which wraps it for the others; commander to all that read options. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  yaml: ['yaml'],
  'csv-parse': ['text'],
  'csv-stringify': ['text'],
  'iconv-lite': ['text'],
  'lossless-json': ['text'],
  'big.js': ['values'],
  'libphonenumber-js': ['values'],
  tldts: ['values'],
  re2js: ['judging'],
  chalk: ['terminal'],
  'cli-table3': ['summary'],
  execa: ['files'],
  commander: ['shell', 'inputs', 'commands', 'program.ts', 'main.ts'],
};

const SOURCE = join(import.meta.dirname, '../src');
/** AssemblyScript, which nothing imports: `records/kernel.ts` loads what it is built into. */
const KERNEL = 'engine/kernel';
const LARGEST_FOLDER = 20;
const LONGEST_FILE = 400;

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => normalize(file));

const text = (file: string) => readFileSync(join(SOURCE, file), 'utf8');
/** The first folder of a path, or a file that lies in none. */
const roomOf = (file: string) => file.split('/')[0] ?? '';
const floorOf = (file: string) => FLOORS.findIndex(rooms => rooms.includes(roomOf(file)));

const STATEMENT = /^(?:import|export)\b([^;']*?)from '([^']+)';|^import '([^']+)';/gm;
const CALL = /\b(?:import|require\w*|createRequire\([^()]*\))\('([^']+)'\)/g;

/** AssemblyScript leaves the ending out. */
const sourceOf = (path: string) => (path.endsWith('.ts') ? path : `${path}.ts`);

function importsOf(file: string): Import[] {
  const source = text(file);
  const statements = [...source.matchAll(STATEMENT)].map(([, what = '', from, bare]) => ({
    specifier: from ?? bare ?? '',
    isType: /^ type\b/.test(what),
  }));
  const calls = [...source.matchAll(CALL)].map(([, specifier = '']) => ({ specifier, isType: false }));
  return [...statements, ...calls].map(({ specifier, isType }) => ({
    from: file,
    to: specifier.startsWith('.')
      ? sourceOf(relative(SOURCE, join(SOURCE, dirname(file), specifier)))
      : specifier,
    isType,
  }));
}

const imports = files.flatMap(importsOf);
const internal = imports.filter(({ to }) => to.endsWith('.ts'));
const packages = imports.filter(
  ({ to }) => !to.endsWith('.ts') && !to.startsWith('node:') && !builtinModules.includes(to),
);
const packageName = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

function cycles(): string[] {
  const targets = new Map(
    files.map(file => [file, internal.filter(({ from }) => from === file).map(({ to }) => to)]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (path.includes(file) || done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}

const said = ({ from, to }: Import) => `${from} → ${to}`;

describe('the floors', () => {
  test('every room of src has a floor', () => {
    expect(files.filter(file => floorOf(file) === -1)).toEqual([]);
  });

  test('imports only go down', () => {
    const top = FLOORS.length - 1;
    const upward = internal.filter(
      ({ from, to }) => roomOf(from) !== roomOf(to) && floorOf(to) >= floorOf(from) && floorOf(from) !== top,
    );
    expect(upward.map(said)).toEqual([]);
  });

  test('a command imports no more of another than types', () => {
    const commandOf = (file: string) => file.split('/')[1];
    const between = internal.filter(
      ({ from, to }) =>
        roomOf(from) === 'commands' && roomOf(to) === 'commands' && commandOf(from) !== commandOf(to),
    );
    expect(between.filter(({ isType }) => !isType).map(said)).toEqual([]);
  });

  test('nothing imports the kernel, which imports nothing', () => {
    const across = internal.filter(({ from, to }) => (dirname(from) === KERNEL) !== (dirname(to) === KERNEL));
    expect(across.map(said)).toEqual([]);
  });

  test('no file imports itself through others', () => {
    expect(cycles()).toEqual([]);
  });

  test('every third-party package is imported by its owner alone', () => {
    const strays = packages.filter(({ from, to }) => !OWNERS[packageName(to)]?.includes(roomOf(from)));
    expect(strays.map(said)).toEqual([]);
  });

  test('every dependency of the package is used', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(SOURCE, '../package.json'), 'utf8'));
    const { dependencies } = manifest as { dependencies: Record<string, string> };
    const used = new Set(packages.map(({ to }) => packageName(to)));
    expect(Object.keys(dependencies).filter(name => !used.has(name))).toEqual([]);
  });
});

describe('the sizes', () => {
  test(`no folder has more than ${LARGEST_FOLDER} files`, () => {
    const counts = new Map<string, number>();
    for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    expect(counts.size).toBeGreaterThan(20);
    expect([...counts].filter(([, count]) => count > LARGEST_FOLDER)).toEqual([]);
  });

  test(`no file has more than ${LONGEST_FILE} lines`, () => {
    expect(files.filter(file => text(file).split('\n').length > LONGEST_FILE + 1)).toEqual([]);
  });
});

describe('the invariants', () => {
  test('nothing is a class but errors', () => {
    const classes = files.flatMap(file =>
      [...text(file).matchAll(/^(?:export )?class .*$/gm)].map(([line]) => `${file}: ${line}`),
    );
    expect(classes).not.toEqual([]);
    // The kernel's are structures without a method, which AssemblyScript has no other word for.
    const others = classes.filter(line => !line.startsWith(`${KERNEL}/`));
    expect(others.filter(line => !line.includes('extends Error'))).toEqual([]);
  });

  test('only shell/ knows stdout, stderr, the clock and exit codes', () => {
    const knows = /process\.(stdout|stderr|exit|exitCode|argv)|new Date\(\)|Date\.now\(/;
    expect(files.filter(file => roomOf(file) !== 'shell' && knows.test(text(file)))).toEqual([]);
  });
});
