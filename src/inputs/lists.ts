import { parseListName } from '../lists/bytes/file-kind.ts';
import { type LeadList, type ListOptions, openList } from '../lists/list.ts';
import type { Checked, Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import type { Locale } from '../model/lead.ts';
import type { ListRecord } from '../model/summary.ts';
import type { LocaleChoice } from './option-values.ts';

/** A list with what was guessed and skipped before its header, such as its encoding. */
export interface OpenedList {
  readonly list: LeadList;
  readonly findings: readonly Diagnostic[];
}

/** Opens all lists of a run, or says everything that is wrong with any of them: none is left open then. */
export async function openLists(
  paths: readonly string[],
  options: ListOptions,
): Promise<Checked<readonly OpenedList[]>> {
  const opened = await Promise.all(paths.map(path => openList(path, options)));
  const diagnostics = opened.flatMap(({ diagnostics: findings }) => findings);
  const lists = opened.flatMap(({ value: list, diagnostics: findings }) =>
    list === undefined ? [] : [{ list, findings }],
  );
  if (lists.length === paths.length) return { value: lists, diagnostics };
  await closeLists(lists.map(({ list }) => list));
  return { diagnostics };
}

export async function closeLists(lists: readonly LeadList[]): Promise<void> {
  await Promise.all(lists.map(list => list.close()));
}

/** Two lists of one name would be written to one file. */
export function equalNames(paths: readonly string[]): readonly Diagnostic[] {
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
  return clashes;
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

/** How a list was read, once it has been. */
export function recordOf({ name, dialect, counts }: LeadList): ListRecord {
  const { rows, rejected, repaired } = counts();
  const { encoding, delimiter } = dialect;
  return { name, rows, rejected, encoding, delimiter, repairs: repaired };
}
