import { readdir, stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { BUILT_IN_NAMES, builtInFile } from '../language/built-in.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import { nearestName } from '../values/nearest.ts';
import { expandPatterns } from './file-patterns.ts';

/** A file to work on. */
export interface InputFile {
  /** A path, or the name of a built-in rulebook. */
  readonly name: string;
  /** Found in a folder that was named, so that it may well be something else. */
  readonly isFound: boolean;
}

const YAML = /\.ya?ml$/i;

/**
 * The files that the arguments name, each once: paths, built-in rulebooks, patterns in quotes, and of folders all YAML
 * files in them, at any depth, but hidden ones and `node_modules`.
 *
 * @throws CannotRun where an argument matches no file
 */
export async function findInputFiles(names: readonly string[]): Promise<readonly InputFile[]> {
  const results = await Promise.all(names.map(findFiles));
  const nothing = results.flatMap(({ fault }) => (fault === undefined ? [] : [fault]));
  if (nothing.length > 0) throw new CannotRun(nothing);
  const files = new Map<string, InputFile>();
  for (const file of results.flatMap(result => result.files)) {
    const known = files.get(file.name);
    if (known === undefined || known.isFound) files.set(file.name, file);
  }
  return [...files.values()];
}

interface Found {
  readonly files: readonly InputFile[];
  readonly fault?: Diagnostic;
}

async function findFiles(name: string): Promise<Found> {
  if (builtInFile(name) !== undefined) return { files: [{ name, isFound: false }] };
  const found = await stat(name).catch(() => undefined);
  if (found?.isDirectory() === true) {
    const paths = (await listFiles(name)).filter(path => YAML.test(path));
    if (paths.length === 0) return { files: [], fault: emptyFolder(name) };
    return { files: paths.map(path => ({ name: path, isFound: true })) };
  }
  if (found !== undefined) return { files: [{ name: normalize(name), isFound: false }] };
  const { files, diagnostics } = expandPatterns([name]);
  const [fault] = diagnostics;
  if (fault !== undefined) return { files: [], fault };
  // What is no pattern stands for itself, and there is no such file.
  if (files.includes(name)) return { files: [], fault: noFile(name) };
  return { files: files.map(path => ({ name: path, isFound: false })) };
}

/** All files in a folder and in the folders in it, in alphabetical order. */
async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const visible = entries.filter(({ name }) => !name.startsWith('.') && name !== 'node_modules');
  const paths = visible.map(async entry => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? listFiles(path) : [path];
  });
  return (await Promise.all(paths)).flat().sort();
}

function emptyFolder(name: string): Diagnostic {
  return fault(`the folder ${name} has no YAML files`, 'name the folder that the rulebooks are in');
}

function noFile(name: string): Diagnostic {
  const isWord = !/[./\\]/.test(name);
  const nearest = isWord ? nearestName(name, BUILT_IN_NAMES) : undefined;
  const fix = 'check the path, seen from the folder that you are in';
  return fault(
    isWord ? `there is no file and no built-in rulebook ${name}` : `there is no file ${name}`,
    nearest === undefined ? fix : `did you mean ${nearest}?`,
  );
}

function fault(message: string, fix: string): Diagnostic {
  return { severity: 'error', code: 'no-file', message, fix };
}
