import { parseListName } from '../leads/file-kind.ts';
import { type LeadList, openList } from '../leads/list.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import type { Locale } from '../model/lead.ts';
import type { LocaleChoice } from './option-values.ts';

/**
 * Opens all lists of a run.
 *
 * @throws CannotRun with everything that is wrong with any of them; none is left open then
 */
export async function openLists(paths: readonly string[]): Promise<readonly LeadList[]> {
  refuseEqualNames(paths);
  const opened = await Promise.all(paths.map(path => openList(path)));
  const lists = opened.flatMap(({ value }) => (value === undefined ? [] : [value]));
  if (lists.length === paths.length) return lists;
  await closeLists(lists);
  throw new CannotRun(opened.flatMap(({ diagnostics }) => diagnostics));
}

export async function closeLists(lists: readonly LeadList[]): Promise<void> {
  await Promise.all(lists.map(list => list.close()));
}

/** Two lists of one name would be written to one file. */
function refuseEqualNames(paths: readonly string[]): void {
  const seen = new Map<string, string>();
  const clashes: Diagnostic[] = [];
  for (const path of paths) {
    const { name } = parseListName(path);
    const earlier = seen.get(name.toLowerCase());
    seen.set(name.toLowerCase(), path);
    if (earlier === undefined) continue;
    const message = `${earlier} and ${path} are both named ${name}, so that one would be written over the other`;
    clashes.push({ severity: 'error', code: 'equal-names', message, fix: 'rename one of them' });
  }
  if (clashes.length > 0) throw new CannotRun(clashes);
}

/**
 * The locale of a list by its name: its own, that of all, else the rulebook's.
 *
 * @throws CannotRun if a locale is given for a list that is not there
 */
export function chooseLocales(
  lists: readonly LeadList[],
  { choice, fallback }: { readonly choice: LocaleChoice; readonly fallback: Locale },
): (list: string) => Locale {
  const names = lists.map(({ name }) => name);
  const unknown = [...choice.byList.keys()].filter(name => !names.includes(name));
  if (unknown.length > 0) {
    throw new CannotRun(
      unknown.map(name => ({
        severity: 'error',
        code: 'bad-option',
        message: `--locale ${name}=…: no list is named ${name}`,
        fix: `one of ${names.join(', ')}`,
      })),
    );
  }
  return list => choice.byList.get(list) ?? choice.all ?? fallback;
}
