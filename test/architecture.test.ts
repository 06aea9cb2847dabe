import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The house of ARCHITECTURE.md: a folder imports from lower floors and from itself. */
const FLOORS: Readonly<Record<string, number>> = {
  model: 0,
  documents: 1,
  values: 1,
  rulebook: 2,
  leads: 2,
  costs: 2,
  evaluation: 2,
  engines: 3,
  studies: 3,
  report: 3,
  cli: 4,
};

/** Each third-party package belongs to one folder, which wraps it for the others. */
const OWNERS: Readonly<Record<string, string>> = {
  yaml: 'documents',
  'csv-parse': 'documents',
  'csv-stringify': 'documents',
  'iconv-lite': 'documents',
  'lossless-json': 'documents',
  'big.js': 'values',
  'libphonenumber-js': 'values',
  tldts: 'values',
  re2js: 'evaluation',
  chalk: 'report',
  'cli-table3': 'report',
  commander: 'cli',
  execa: 'cli',
};

const SOURCE = join(import.meta.dirname, '../src');
const ENTRY = 'index.ts';

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => normalize(file));

const text = (file: string) => readFileSync(join(SOURCE, file), 'utf8');
const folderOf = (file: string) => file.split('/')[0] ?? '';

const STATEMENT = /^(?:import|export)\b[^;']*?from '([^']+)';|^import '([^']+)';/gm;
const CALL = /\b(?:import|require\w*|createRequire\([^()]*\))\('([^']+)'\)/g;

function importsOf(file: string): Import[] {
  const source = text(file);
  const specifiers = [...source.matchAll(STATEMENT), ...source.matchAll(CALL)].map(
    ([, first, second]) => first ?? second ?? '',
  );
  return specifiers.map(specifier => ({
    from: file,
    to: specifier.startsWith('.') ? relative(SOURCE, join(SOURCE, dirname(file), specifier)) : specifier,
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

describe('the floors', () => {
  test('every folder of src has a floor', () => {
    expect(files.filter(file => file !== ENTRY && FLOORS[folderOf(file)] === undefined)).toEqual([]);
  });

  test('imports only go down', () => {
    const upward = internal.filter(({ from, to }) => {
      if (from === ENTRY || folderOf(from) === folderOf(to)) return false;
      return (FLOORS[folderOf(to)] ?? Number.POSITIVE_INFINITY) >= (FLOORS[folderOf(from)] ?? -1);
    });
    expect(upward).toEqual([]);
  });

  test('no file imports itself through others', () => {
    expect(cycles()).toEqual([]);
  });

  test('every third-party package is imported by its owner alone', () => {
    const strays = packages.filter(({ from, to }) => OWNERS[packageName(to)] !== folderOf(from));
    expect(strays).toEqual([]);
  });

  test('every dependency of the package is used', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(SOURCE, '../package.json'), 'utf8'));
    const { dependencies } = manifest as { dependencies: Record<string, string> };
    const used = new Set(packages.map(({ to }) => packageName(to)));
    expect(Object.keys(dependencies).filter(name => !used.has(name))).toEqual([]);
  });
});

describe('the invariants', () => {
  test('nothing is a class but errors', () => {
    const classes = files.flatMap(file =>
      [...text(file).matchAll(/^(?:export )?class .*$/gm)].map(([line]) => `${file}: ${line}`),
    );
    expect(classes).not.toEqual([]);
    expect(classes.filter(line => !line.includes('extends Error'))).toEqual([]);
  });

  test('only cli/ knows stdout, stderr, the clock and exit codes', () => {
    const knows = /process\.(stdout|stderr|exit|exitCode|argv)|new Date\(\)|Date\.now\(/;
    expect(files.filter(file => folderOf(file) !== 'cli' && knows.test(text(file)))).toEqual([]);
  });

  test('files stay within 250 lines', () => {
    expect(files.filter(file => text(file).split('\n').length > 251)).toEqual([]);
  });
});
