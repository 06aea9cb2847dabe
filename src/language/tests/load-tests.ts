import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Checked, Diagnostic } from '../../model/diagnostic.ts';
import { CannotRun } from '../../model/errors.ts';
import type { Rulebook } from '../../model/rulebook.ts';
import { quoted } from '../../yaml/shape.ts';
import { builtInFile } from '../built-in.ts';
import { describeReadError, type LoadedRulebook, loadRulebook, readSource } from '../load.ts';
import { type ParsedRulebook, replaceTests, type SourceText } from '../parse.ts';
import type { TestOptions } from './rulebook-tests.ts';
import { findTestFiles, isTestFile, parseTestFile, rulebookOf } from './test-file.ts';

/** The tests of one file: a rulebook's own, or those of a file beside it. */
export interface TestSuite {
  /** The file that the tests stand in, as messages name it. */
  readonly file: string;
  /** Where it can be written; absent for a built-in, which is nobody's to change. */
  readonly path?: string;
  /** The rulebook's name or path as it was asked for or found. */
  readonly of: string;
  /** With the tests of this file and no others. */
  readonly rulebook: Rulebook;
  /** The same from another text of the file. */
  readonly parse: (text: string) => Promise<Checked<Rulebook>>;
}

/** The tests to run, and the rulebooks asked for that have none. */
export interface LoadedTests {
  readonly suites: readonly TestSuite[];
  readonly untested: readonly string[];
}

/**
 * Loads tests by rulebooks (built-in names or paths), each with the files of tests beside it, and by files of tests,
 * each once however often it is named. All faults of all files are told at once.
 */
export async function loadTests(
  paths: readonly string[],
  options: TestOptions = {},
): Promise<Checked<LoadedTests>> {
  const rulebooks = distinct(paths.filter(path => !isTestFile(path)));
  const isRulebook = identities(rulebooks);
  const beside = await Promise.all(rulebooks.map(testFilesBeside));
  const asked = distinct(paths.filter(isTestFile));
  const isAsked = identities(asked);
  const read = await Promise.all(distinct([...asked, ...beside.flat()]).map(readTestFile));
  const files = read.filter(({ path, of }) => isAsked(path) || of === undefined || isRulebook(of));
  const allOf = distinct([...rulebooks, ...files.flatMap(({ of }) => of ?? [])]);
  const loaded = await Promise.all(allOf.map(of => load(of, options)));
  const byRulebook = groupByRulebook(files);
  const suites = allOf.flatMap((of, index) => {
    const { value } = loaded[index] ?? {};
    if (value === undefined) return [];
    const own = isRulebook(of) ? [ownSuite(of, { value, options })] : [];
    const others = byRulebook.get(identityOf(of)) ?? [];
    return [...own, ...others.map(file => suiteOf(file, { of, value, options }))];
  });
  const diagnostics = [...loaded, ...files, ...suites].flatMap(checked => checked.diagnostics);
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics };
  const found = suites.flatMap(({ value }) =>
    value === undefined || value.rulebook.tests.length === 0 ? [] : [value],
  );
  const isTested = identities(found.map(({ of }) => of));
  return { value: { suites: found, untested: rulebooks.filter(path => !isTested(path)) }, diagnostics };
}

/** The files of tests by the identity of their rulebook, in their order. */
function groupByRulebook(files: readonly ReadTests[]): ReadonlyMap<string, readonly ReadTests[]> {
  const groups = new Map<string, ReadTests[]>();
  for (const file of files) {
    if (file.of === undefined) continue;
    const identity = identityOf(file.of);
    const group = groups.get(identity) ?? [];
    group.push(file);
    groups.set(identity, group);
  }
  return groups;
}

/** The rulebook; what cannot be read is one of its faults here, so that the faults of the others are told too. */
async function load(nameOrPath: string, options: TestOptions): Promise<Checked<LoadedRulebook>> {
  const [settled] = await Promise.allSettled([loadRulebook(nameOrPath, options)]);
  if (settled.status === 'fulfilled') return settled.value;
  if (settled.reason instanceof CannotRun) return { diagnostics: settled.reason.diagnostics };
  throw settled.reason;
}

interface Loaded {
  readonly value: LoadedRulebook;
  readonly options: TestOptions;
}

function ownSuite(of: string, { value, options }: Loaded): Checked<TestSuite> {
  const [{ file } = { file: of }] = value.files;
  const parse: TestSuite['parse'] = async text => {
    const read = async (path: string) => (path === of ? Buffer.from(text) : readFile(path));
    return rulebookOnly(await loadRulebook(of, { ...options, read }));
  };
  const isBuiltIn = builtInFile(of) !== undefined;
  const suite = { file, of, rulebook: value.rulebook, parse, ...(isBuiltIn ? {} : { path: of }) };
  return { value: suite, diagnostics: [] };
}

/** A file of tests with the rulebook that it is about, and everything that is wrong with its frame. */
interface ReadTests {
  readonly path: string;
  readonly of?: string;
  readonly source?: SourceText;
  readonly diagnostics: readonly Diagnostic[];
}

async function readTestFile(path: string): Promise<ReadTests> {
  const source = await readSource({ file: path, path }).catch((error: unknown) => unreadable(path, error));
  if ('message' in source) return { path, diagnostics: [source] };
  const { value: frame, diagnostics } = parseTestFile(source);
  if (frame === undefined) return { path, diagnostics };
  const { value: of, diagnostics: astray } = rulebookOf(frame);
  return { path, source, diagnostics: [...diagnostics, ...astray], ...(of !== undefined && { of }) };
}

function suiteOf(
  { path, source }: ReadTests,
  { of, value, options }: Loaded & { readonly of: string },
): Checked<TestSuite> {
  const parse = (text: string) => rulebookOnly(applyTestFile(value, { text, file: path }, options));
  const { value: rulebook, diagnostics } = parse(source?.text ?? '');
  if (rulebook === undefined) return { diagnostics };
  return { value: { file: path, path, of, rulebook, parse: async text => parse(text) }, diagnostics };
}

/** A rulebook with the tests of a file of tests instead of its own, those without a day as of the file's. */
export function applyTestFile(
  rulebook: ParsedRulebook,
  source: SourceText,
  options: TestOptions = {},
): Checked<ParsedRulebook> {
  const { value: frame, diagnostics: known } = parseTestFile(source);
  if (frame === undefined) return { diagnostics: known };
  const { value, diagnostics } = replaceTests(rulebook, frame.tests, { ...options, known });
  if (value === undefined) return { diagnostics };
  const { asOf } = frame;
  const tests = value.rulebook.tests.map(test => (asOf === undefined ? test : { asOf, ...test }));
  return { value: { ...value, rulebook: { ...value.rulebook, tests } }, diagnostics };
}

function rulebookOnly({ value, diagnostics }: Checked<ParsedRulebook>): Checked<Rulebook> {
  return value === undefined ? { diagnostics } : { value: value.rulebook, diagnostics };
}

async function testFilesBeside(rulebook: string): Promise<readonly string[]> {
  if (builtInFile(rulebook) !== undefined) return [];
  // A folder that cannot be read has a rulebook that cannot be read, which is told already.
  return findTestFiles(rulebook).catch(() => []);
}

/** One spelling for each rulebook. */
function identityOf(nameOrPath: string): string {
  return builtInFile(nameOrPath)?.path ?? resolve(nameOrPath);
}

/** Whether a path leads where one of these leads. */
function identities(paths: readonly string[]): (path: string) => boolean {
  const known = new Set(paths.map(identityOf));
  return path => known.has(identityOf(path));
}

/** The paths without those that lead to the same file as one before them. */
function distinct(paths: readonly string[]): readonly string[] {
  const first = new Map<string, string>();
  for (const path of paths) if (!first.has(identityOf(path))) first.set(identityOf(path), path);
  return [...first.values()];
}

function unreadable(path: string, error: unknown): Diagnostic {
  return {
    severity: 'error',
    code: 'cannot-read',
    message: `the tests ${quoted(path)} cannot be read: ${describeReadError(error)}`,
    fix: 'check the path',
  };
}
