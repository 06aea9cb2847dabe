import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { Checked, Diagnostic } from '../../model/diagnostic.ts';
import type { Day } from '../../model/lead.ts';
import { nearestName } from '../../values/nearest.ts';
import { asIs, checked, createReport, type Placed, placed, quoted } from '../../yaml/shape.ts';
import { mapping, optional, required } from '../../yaml/shape-collections.ts';
import { line, text } from '../../yaml/shape-scalars.ts';
import { entryOf, type TreeEntry } from '../../yaml/tree.ts';
import { parseYaml } from '../../yaml/yaml.ts';
import { builtInFile } from '../built-in.ts';
import type { SourceText } from '../parse.ts';
import { day } from '../sections/settings.ts';

/** A file of tests that stands beside the rulebook it is about, before its tests are validated. */
export interface TestFile {
  readonly file: string;
  /** What its key `rulebook` names: a built-in, or a path from the folder of the file. */
  readonly rulebook?: Placed<string>;
  /** The day of the tests that name none. */
  readonly asOf?: Day;
  readonly tests: TreeEntry;
}

const TEST_FILE = /\.test\.ya?ml$/;
const ENDINGS = ['.yaml', '.yml'] as const;

const readRoot = mapping('a file of tests', {
  rulebook: optional(placed(line('a built-in rulebook or a path'))),
  description: optional(text()),
  as_of: optional(day),
  tests: required(asIs),
});

/** Whether a file holds tests for a rulebook, by its name: `NAME.test.yaml`. */
export function isTestFile(path: string): boolean {
  return TEST_FILE.test(path);
}

/** The parts of a file of tests, with all faults of its frame; its tests are read when its rulebook is known. */
export function parseTestFile({ text: source, file }: SourceText): Checked<TestFile> {
  const { value: tree, diagnostics } = parseYaml(source, file);
  const report = createReport(nearestName, diagnostics);
  const root = tree && readRoot(tree, report);
  const tests = entryOf(tree, 'tests');
  if (root === undefined || tests === undefined) return checked<TestFile>(undefined, report.diagnostics);
  const { rulebook, as_of: asOf } = root;
  const found = { file, tests, ...(rulebook && { rulebook }), ...(asOf !== undefined && { asOf }) };
  return checked<TestFile>(found, report.diagnostics);
}

/** The rulebook that a file of tests is about: by its key, else the longest name of which its own starts. */
export function rulebookOf({ file, rulebook }: TestFile): Checked<string> {
  const folder = dirname(file);
  if (rulebook !== undefined) {
    const { value: name, place } = rulebook;
    if (builtInFile(name) !== undefined) return { value: name, diagnostics: [] };
    const path = isAbsolute(name) ? name : join(folder, name);
    if (existsSync(path)) return { value: path, diagnostics: [] };
    const message = `there is no rulebook ${quoted(name)} for these tests`;
    const fix = 'name a built-in, or a path that starts from the folder of this file';
    return { diagnostics: [{ severity: 'error', code: 'undefined-reference', message, fix, place }] };
  }
  const candidates = namesOf(file).flatMap(name => ENDINGS.map(ending => join(folder, name + ending)));
  const value = candidates.find(existsSync);
  return value === undefined ? { diagnostics: [withoutRulebook(file)] } : { value, diagnostics: [] };
}

/** `a.b.test.yaml` may be about `a.b` or about `a`. */
function namesOf(file: string): readonly string[] {
  const parts = basename(file).replace(TEST_FILE, '').split('.');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
}

function withoutRulebook(file: string): Diagnostic {
  const [name = ''] = namesOf(file);
  return {
    severity: 'error',
    code: 'undefined-reference',
    message: `${quoted(file)} does not say which rulebook it tests, and there is no ${quoted(`${name}.yaml`)} beside it`,
    fix: 'name one at its top: `rulebook: ./NAME.yaml`',
  };
}

/** The files beside a rulebook that are named like tests of it: `NAME.test.yaml`, `NAME.*.test.yaml`. */
export async function findTestFiles(rulebook: string): Promise<readonly string[]> {
  const folder = dirname(rulebook);
  const name = basename(rulebook).replace(/\.ya?ml$/, '');
  const names = await readdir(folder === '' ? '.' : folder);
  return names
    .filter(each => isTestFile(each) && each.startsWith(`${name}.`))
    .sort()
    .map(each => join(folder, each));
}
