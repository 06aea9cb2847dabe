import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { InputFile } from '../../files/input-files.ts';
import { compareWithRevision, type RevisionFiles, readRevision } from '../../files/revision.ts';
import { builtInFile } from '../../language/built-in.ts';
import { loadRulebook } from '../../language/load.ts';
import { loadTests } from '../../language/tests/load-tests.ts';
import { describeSystemError } from '../../lists/list-faults.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { CannotRun } from '../../model/errors.ts';
import type { Rulebook } from '../../model/rulebook.ts';
import { today } from '../../shell/clock.ts';
import { decodeText } from '../../text/encoding.ts';
import { type CostReading, checkCosts } from './check-costs.ts';
import type { CheckJob } from './check-job.ts';
import { checkSideBySide } from './check-side-by-side.ts';
import { type DocumentKind, documentKind, unknownDocument } from './document-kind.ts';

/** What checking files found. */
export interface CheckedFiles {
  readonly diagnostics: readonly Diagnostic[];
  /** What was checked. */
  readonly files: readonly string[];
  /** YAML files of folders that are neither rulebooks nor cost files. */
  readonly skipped: readonly string[];
}

interface KnownFile extends InputFile {
  readonly kind: DocumentKind;
  /** As places of findings name it. */
  readonly file: string;
  readonly text: string;
}

/**
 * Checks rulebooks, then cost files as those rulebooks read them; every finding once.
 *
 * @throws CannotRun where a file cannot be read, or nothing in the folders named can be checked
 */
export async function checkFiles(
  inputs: readonly InputFile[],
  { base, reading }: { readonly base?: string | undefined; readonly reading: CostReading },
): Promise<CheckedFiles> {
  const known = await readAll(inputs);
  const skipped = known.filter(({ kind, isFound }) => kind === 'unknown' && isFound);
  const files = known.filter(file => !skipped.includes(file));
  if (files.length === 0) throw new CannotRun([nothingToCheck(skipped.length)]);
  const revision = base === undefined ? undefined : { ref: base, revision: compareWithRevision(base) };
  const surroundings = { revision, hasTestsBeside: findTestsBeside() };
  const jobs: CheckJob[] = [];
  for (const file of files.filter(({ kind }) => kind === 'rulebook'))
    jobs.push(await jobOf(file, surroundings));
  const results = await checkSideBySide(jobs);
  const readers = results.flatMap(({ costReader }) => costReader ?? []);
  const found = results.flatMap(({ diagnostics }) => diagnostics);
  for (const { name } of files.filter(({ kind }) => kind === 'costs')) {
    found.push(...(await checkCosts(name, { readers, reading })));
  }
  const tests = files.filter(({ kind }) => kind === 'tests').map(({ name }) => name);
  if (tests.length > 0) found.push(...(await loadTests(tests)).diagnostics);
  for (const { text, file } of files.filter(({ kind }) => kind === 'unknown')) {
    found.push(unknownDocument(text, file));
  }
  return {
    diagnostics: withoutRepeats(found),
    files: files.map(({ file }) => file),
    skipped: skipped.map(({ file }) => file),
  };
}

const TEST_FILE = /\.test\.ya?ml$/i;
/** A rulebook with a base means something else as soon as the base does. */
const EXTENDS = /^['"]?extends\b/m;

interface RevisionNamed {
  readonly ref: string;
  readonly revision: RevisionFiles;
}

interface Surroundings {
  readonly revision: RevisionNamed | undefined;
  readonly hasTestsBeside: (rulebook: string) => Promise<boolean>;
}

async function jobOf(
  { name, text }: KnownFile,
  { revision, hasTestsBeside }: Surroundings,
): Promise<CheckJob> {
  const isOurs = revision !== undefined && builtInFile(name) === undefined;
  const mayDiffer = isOurs && (EXTENDS.test(text) || (await revision.revision.isChanged(name)));
  const before = mayDiffer ? await loadRulebookBefore(name, revision) : undefined;
  const hasOtherTests = await hasTestsBeside(name);
  return { name, today: today(), hasOtherTests, ...(before && { before }) };
}

/** Finds out whether there is a `NAME.test.yaml` or `NAME.*.test.yaml` beside `NAME.yaml`, listing a folder once. */
function findTestsBeside(): (rulebook: string) => Promise<boolean> {
  const folders = new Map<string, Promise<readonly string[]>>();
  const testsIn = async (folder: string) => {
    const names = await readdir(folder).catch(() => []);
    return names.filter(name => TEST_FILE.test(name));
  };
  return async rulebook => {
    if (builtInFile(rulebook) !== undefined) return false;
    const folder = dirname(rulebook);
    const tests = folders.get(folder) ?? testsIn(folder);
    folders.set(folder, tests);
    const start = `${basename(rulebook).replace(/\.ya?ml$/i, '')}.`;
    return (await tests).some(name => name.startsWith(start));
  };
}

/** What each file is; all that cannot be read is told at once. */
async function readAll(inputs: readonly InputFile[]): Promise<readonly KnownFile[]> {
  const unreadable: Diagnostic[] = [];
  const known: KnownFile[] = [];
  for (const input of inputs) {
    const { file, path } = builtInFile(input.name) ?? { file: input.name, path: input.name };
    try {
      const text = decodeText(await readFile(path)).text;
      known.push({ ...input, file, text, kind: documentKind(text, file) });
    } catch (error) {
      const what = describeSystemError(error);
      if (what === undefined) throw error;
      unreadable.push({ severity: 'error', code: 'cannot-read', message: `${file} ${what}`, fix: '' });
    }
  }
  if (unreadable.length > 0) throw new CannotRun(unreadable);
  return known;
}

function nothingToCheck(skipped: number): Diagnostic {
  return {
    severity: 'error',
    code: 'no-file',
    message: `none of the ${skipped} YAML files there is a rulebook or a cost file`,
    fix: 'name the folder that they are in',
  };
}

/** A base's own faults come with every rulebook that extends it. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, message, place }) => {
    const key = JSON.stringify([code, message, place?.file, place?.line, place?.column]);
    return seen.size < seen.add(key).size;
  });
}

/**
 * A rulebook as it stood in a revision, with what it extended there; undefined where it was not there or had no meaning,
 * so that there is nothing to compare with. What is built in is what this leadsieve has.
 *
 * @throws CannotRun where git has no such revision
 */
async function loadRulebookBefore(
  path: string,
  { ref, revision }: { readonly ref: string; readonly revision: RevisionFiles },
): Promise<Rulebook | undefined> {
  if (!(await revision.holds(path))) return undefined;
  const { value } = await loadRulebook(path, { read: file => readRevision(file, ref) });
  return value?.rulebook;
}
