import { chmodSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CannotRun } from '../model/errors.ts';
import { listFaults } from './list-faults.ts';
import { createTemporary, guarded, syncFolder, type TemporaryFile } from './output-file.ts';
import { renameAll } from './renames.ts';

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
  /** Links are followed, so that a link stays one. */
  readonly target: string;
  readonly backup: string;
}

/**
 * Replaces whole files, all of them or none: each is written beside itself, synced and renamed, and keeps its mode.
 *
 * @throws CannotRun if a file cannot be written, or has changed since it was read
 */
export function replaceFiles(replacements: readonly Replacement[]): void {
  const drafts: Draft[] = [];
  try {
    for (const [index, { path, after }] of replacements.entries()) {
      const target = guarded(path, () => realpathSync(path));
      const name = join(dirname(target), `.leadsieve-${process.pid}-${index}`);
      const file = createTemporary(`${name}.part`, path);
      drafts.push({ file, target, backup: `${name}-old.part` });
      file.write(Buffer.from(after));
      file.finish();
      guarded(path, () => chmodSync(file.temporary, statSync(target).mode));
    }
    for (const { path, before } of replacements) {
      const now = guarded(path, () => readFileSync(path));
      if (!now.equals(Buffer.from(before))) throw new CannotRun([listFaults.changed(path)]);
    }
    guarded(replacements.map(({ path }) => path).join(', '), () =>
      renameAll(drafts.map(({ file, target, backup }) => ({ from: file.temporary, to: target, backup }))),
    );
  } finally {
    // Those that have their names are gone from here; an error leaves the others.
    for (const { file } of drafts) file.discard();
  }
  for (const folder of new Set(drafts.map(({ target }) => dirname(target)))) syncFolder(folder);
}
