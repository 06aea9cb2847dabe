import { closeSync, fsyncSync, lstatSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, normalize } from 'node:path';
import { removeQuietly, syncFolder } from './output-file.ts';
import { isJournal, lifeOf, readMark, type Writer } from './owner.ts';
import { endRenames } from './renames.ts';

/** The renames of a writer in one folder: by names in it, from and to. */
export interface Journal {
  /** All folders that the writer renames in, seen from this one: it has begun once each of them has its journal. */
  readonly folders: readonly string[];
  readonly renames: readonly (readonly [from: string, to: string])[];
}

const PRIVATE = 0o600;
const LONGEST_JOURNAL = 1 << 24;

/** Says on the disk what is about to be renamed, so that whoever comes after a dead writer can end it. */
export function writeJournal(folder: string, writer: Writer, journal: Journal): void {
  const file = openSync(join(folder, writer.journal), 'wx', PRIVATE);
  try {
    writeFileSync(file, JSON.stringify(journal));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  syncFolder(folder);
}

/** To be called when all is renamed, or all is as it was. */
export function removeJournal(folder: string, writer: Writer): void {
  removeQuietly(join(folder, writer.journal));
}

/**
 * Ends the renames that dead writers had begun in a folder, and removes their temporary files. What belongs to a writer
 * that lives, or may live, stays. `dead`: the run whose lock was taken over, wherever it was. Throws the system's errors.
 */
export function clearLeftovers(folder: string, dead?: string): void {
  const left = readdirSync(folder).filter(name => isLeft(folder, name, dead));
  for (const name of left) if (isJournal(name)) endJournal(folder, name);
  for (const name of left) if (!isJournal(name)) removeQuietly(join(folder, name));
  for (const name of left) if (isJournal(name)) removeQuietly(join(folder, name));
}

function isLeft(folder: string, name: string, dead: string | undefined): boolean {
  const mark = readMark(name);
  if (mark === undefined) return false;
  if (mark.run === dead) return true;
  const found = lstatSync(join(folder, name), { throwIfNoEntry: false });
  return found !== undefined && lifeOf(mark, { touched: found.mtimeMs }) === 'dead';
}

/** Where one of the folders has no journal nothing is renamed yet, or everything is. */
function endJournal(folder: string, name: string): void {
  const first = readJournal(join(folder, name));
  const folders = (first?.folders ?? []).map(other => join(folder, other));
  const journals = folders.map(other => readJournal(join(other, name)));
  if (journals.some(journal => journal === undefined)) return;
  const run = readMark(name)?.run ?? '';
  for (const [index, other] of folders.entries()) {
    const renames = journals[index]?.renames ?? [];
    if (!renames.every(pair => isOfRun(pair, run))) continue;
    endRenames(renames.map(([from, to]) => ({ from: join(other, from), to: join(other, to) })));
    syncFolder(other);
  }
  for (const other of folders) removeQuietly(join(other, name));
}

/** A journal moves the writer's own files alone, and never out of the folder. */
function isOfRun([from, to]: readonly [string, string], run: string): boolean {
  const isInside = [from, to].every(
    name => !isAbsolute(name) && normalize(name) === name && !/^\.\.?([\\/]|$)/.test(name),
  );
  return isInside && [from, to].some(name => readMark(name)?.run === run);
}

function readJournal(path: string): Journal | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size > LONGEST_JOURNAL) return undefined;
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isJournalText(parsed) ? parsed : undefined;
  } catch (error) {
    // A journal that was not finished is of renames that had not begun.
    if (error instanceof SyntaxError || (error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isJournalText(value: unknown): value is Journal {
  if (typeof value !== 'object' || value === null) return false;
  const { folders, renames } = value as Partial<Record<keyof Journal, unknown>>;
  return (
    Array.isArray(folders) &&
    folders.every(folder => typeof folder === 'string') &&
    Array.isArray(renames) &&
    renames.every(isPairOfNames)
  );
}

function isPairOfNames(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(name => typeof name === 'string');
}
