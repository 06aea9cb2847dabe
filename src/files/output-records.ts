import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file as the run that wrote it left it. */
export interface OutputRecord {
  readonly file: string;
  /** The list that it is of; null for what is of the whole run. */
  readonly list: string | null;
  readonly bytes: number;
  /** ISO 8601. */
  readonly modified: string;
}

/** What run.json says of files in its folder. */
export interface OutputRecords {
  readonly outputs: readonly OutputRecord[];
  /** Files that earlier runs left and this one did not touch. */
  readonly earlier_outputs: readonly OutputRecord[];
}

/** What earlier runs left in a folder, as its run.json says. */
export interface EarlierFiles {
  /** Whether something has this name that no run wrote. */
  isForeign(name: string): boolean;
  /** Files of these lists that are still there. */
  ofLists(lists: readonly string[]): readonly string[];
  /** Whether a file is as a run left it: neither written to nor replaced since. */
  isUnchanged(name: string): boolean;
  /** What is known of the files that are still there, but for these. */
  without(names: ReadonlySet<string>): readonly OutputRecord[];
}

const RUN_RECORD = 'run.json';

/** Nothing is known where there is no run.json, or one that makes no sense. Throws the system's errors. */
export function readEarlier(folder: string): EarlierFiles {
  const path = join(folder, RUN_RECORD);
  const records = statOf(path)?.isFile() === true ? parseRecords(readFileSync(path, 'utf8')) : undefined;
  const known = new Map((records ?? []).map(record => [record.file, record]));
  const isThere = (name: string): boolean => statOf(join(folder, name)) !== undefined;

  return {
    // A run.json cannot say of itself how long it is.
    isForeign: name => isThere(name) && !known.has(name) && !(name === RUN_RECORD && records !== undefined),
    ofLists: lists =>
      [...known.values()]
        .filter(({ file, list }) => list !== null && lists.includes(list) && isThere(file))
        .map(({ file }) => file),
    isUnchanged(name) {
      const record = known.get(name);
      const found = statOf(join(folder, name));
      return (
        found?.isFile() === true &&
        found.size === record?.bytes &&
        found.mtime.toISOString() === record.modified
      );
    },
    without: names => [...known.values()].filter(({ file }) => !names.has(file) && isThere(file)),
  };
}

/** Links are not followed: one is never what a run wrote. */
function statOf(path: string) {
  return lstatSync(path, { throwIfNoEntry: false });
}

function parseRecords(text: string): readonly OutputRecord[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const { outputs, earlier_outputs: earlier } = parsed as Partial<Record<keyof OutputRecords, unknown>>;
    if (!Array.isArray(outputs) || !Array.isArray(earlier)) return undefined;
    return [...(earlier as unknown[]), ...(outputs as unknown[])].filter(isRecord);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is OutputRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { file, list, bytes, modified } = value as Partial<Record<keyof OutputRecord, unknown>>;
  return (
    typeof file === 'string' &&
    (list === null || typeof list === 'string') &&
    typeof bytes === 'number' &&
    typeof modified === 'string'
  );
}
