import { readFile } from 'node:fs/promises';
import type { Rulebook } from '../model/rulebook.ts';
import { BUILT_IN_NAMES, builtInFile } from '../rulebook/built-in.ts';
import { loadRulebook } from '../rulebook/load.ts';
import { readRevision } from './git-revision.ts';
import type { RevisionFiles } from './revision-files.ts';

const BUILT_IN_PATHS: ReadonlySet<string> = new Set(
  BUILT_IN_NAMES.map(name => builtInFile(name)?.path ?? ''),
);

/**
 * A rulebook as it stood in a revision, with what it extended there; undefined where it was not there or had no meaning,
 * so that there is nothing to compare with. What is built in is what this leadsieve has.
 *
 * @throws CannotRun where git has no such revision
 */
export async function loadRulebookBefore(
  path: string,
  { ref, revision }: { readonly ref: string; readonly revision: RevisionFiles },
): Promise<Rulebook | undefined> {
  if (!(await revision.holds(path))) return undefined;
  const read = (file: string) => (BUILT_IN_PATHS.has(file) ? readFile(file) : readRevision(file, ref));
  const { value } = await loadRulebook(path, { read });
  return value?.rulebook;
}
