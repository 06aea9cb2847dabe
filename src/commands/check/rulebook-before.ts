import { type RevisionFiles, readRevision } from '../../files/revision.ts';
import { loadRulebook } from '../../language/load.ts';
import type { Rulebook } from '../../model/rulebook.ts';

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
  const { value } = await loadRulebook(path, { read: file => readRevision(file, ref) });
  return value?.rulebook;
}
