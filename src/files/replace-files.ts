import { readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { listFaults } from '../lists/list-faults.ts';
import { CannotRun } from '../model/errors.ts';
import { clearLeftovers, removeJournal, writeJournal } from './leftovers.ts';
import { bestEffort, createTemporary, guarded, syncFolder, type TemporaryFile } from './output-file.ts';
import { startWriter, type Writer } from './owner.ts';
import { renameAll } from './renames.ts';

const MODE = 0o7777;

/** A file to be written anew. */
export interface Replacement {
  readonly path: string;
  /** What it held when it was read: a file that has changed since is not written over. */
  readonly before: string;
  readonly after: string;
}

/** A replacement on its way. */
interface Draft {
  readonly file: TemporaryFile;
  readonly folder: string;
  /** Names in the folder. Links are followed, so that a link stays one. */
  readonly from: string;
  readonly to: string;
  readonly backup: string;
}

/**
 * Ends or takes back what a dead run left in the folders of files: to be called before they are read. A folder that
 * cannot be looked at is left as it is.
 */
export function mendFolders(paths: readonly string[]): void {
  for (const path of paths) bestEffort(() => clearLeftovers(dirname(realpathSync(path))));
}

/**
 * Replaces whole files, all of them or none: each is written beside itself, synced and renamed, and keeps its mode. If
 * the process is killed among the renames, `mendFolders` ends them.
 *
 * @throws CannotRun if a file cannot be written, or has changed since it was read
 */
export function replaceFiles(replacements: readonly Replacement[]): void {
  const writer = startWriter();
  const drafts: Draft[] = [];
  const shown = replacements.map(({ path }) => path).join(', ');
  try {
    for (const [index, replacement] of replacements.entries()) {
      const draft = startDraft(replacement.path, { writer, index });
      drafts.push(draft);
      draft.file.write(Buffer.from(replacement.after));
      draft.file.finish(guarded(replacement.path, () => statSync(join(draft.folder, draft.to)).mode & MODE));
    }
    for (const { path, before } of replacements) {
      const now = guarded(path, () => readFileSync(path));
      if (!now.equals(Buffer.from(before))) throw new CannotRun([listFaults.changed(path)]);
    }
    guarded(shown, () => commit(drafts, writer));
  } finally {
    // Those that have their names are gone from here; an error leaves the others.
    for (const { file } of drafts) file.discard();
    writer.end();
  }
}

function startDraft(
  path: string,
  { writer, index }: { readonly writer: Writer; readonly index: number },
): Draft {
  const target = guarded(path, () => realpathSync(path));
  const folder = dirname(target);
  const from = writer.temporary(index);
  const file = createTemporary(join(folder, from), path);
  return { file, folder, from, to: basename(target), backup: writer.temporary(`${index}-old`) };
}

/** Each folder gets a journal of its own files: the renames have begun once all of them are there. */
function commit(drafts: readonly Draft[], writer: Writer): void {
  const folders = [...new Set(drafts.map(({ folder }) => folder))];
  for (const { file } of drafts) file.close();
  try {
    for (const folder of folders) {
      const own = drafts.filter(draft => draft.folder === folder);
      writeJournal(folder, writer, {
        folders: folders.map(other => relative(folder, other) || '.'),
        renames: own.map(({ from, to }) => [from, to] as const),
      });
    }
    renameAll(
      drafts.map(({ folder, from, to, backup }) => ({
        from: join(folder, from),
        to: join(folder, to),
        backup: join(folder, backup),
      })),
      { last: () => folders.forEach(syncFolder) },
    );
  } finally {
    for (const folder of folders) removeJournal(folder, writer);
  }
}
