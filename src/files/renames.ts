import { copyFileSync, linkSync, renameSync, unlinkSync } from 'node:fs';
import { bestEffort, removeQuietly } from './output-file.ts';

/** A file that gets its final name, and where what has that name now is kept until all is done. */
export interface Rename {
  readonly from: string;
  readonly to: string;
  readonly backup: string;
}

/** A file that goes, and where it is kept until all is done. */
export interface Removal {
  readonly path: string;
  readonly backup: string;
}

/**
 * Removes files and gives others their final names, all or none: if one step fails, `last` among them, those before it
 * go back.
 */
export function renameAll(
  renames: readonly Rename[],
  { removals = [], last }: { readonly removals?: readonly Removal[]; readonly last: () => void },
): void {
  const undo: (() => void)[] = [];
  try {
    for (const { path, backup } of removals) {
      if (unlessMissing(() => renameSync(path, backup))) undo.push(() => renameSync(backup, path));
    }
    for (const rename of renames) {
      const replaced = keepOld(rename);
      renameSync(rename.from, rename.to);
      undo.push(() => goBack({ ...rename, replaced }));
    }
    last();
  } catch (error) {
    for (const step of undo.reverse()) bestEffort(step);
    throw error;
  } finally {
    for (const { backup } of [...renames, ...removals]) removeQuietly(backup);
  }
}

/** Ends the renames that a dead run began: those that it had done are passed over. */
export function endRenames(renames: readonly Pick<Rename, 'from' | 'to'>[]): void {
  for (const { from, to } of renames) unlessMissing(() => renameSync(from, to));
}

/** A second name for what is about to be replaced, so that the first never goes; false if there is nothing yet. */
function keepOld({ to, backup }: Rename): boolean {
  unlessMissing(() => unlinkSync(backup));
  return unlessMissing(() => {
    try {
      linkSync(to, backup);
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') throw error;
      // The file system has no links.
      copyFileSync(to, backup);
    }
  });
}

function goBack({ from, to, backup, replaced }: Rename & { readonly replaced: boolean }): void {
  renameSync(to, from);
  if (replaced) renameSync(backup, to);
}

function unlessMissing(operation: () => void): boolean {
  try {
    operation();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
    return false;
  }
}
