import { parseListName } from '../lists/bytes/file-kind.ts';
import { type LeadList, type ListOptions, openList } from '../lists/list.ts';
import type { Checked, Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import type { DateOrder, Locale, Notation } from '../model/lead.ts';
import type { ListRecord } from '../model/summary.ts';
import type { ListChoice } from './option-values.ts';

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

/** What was chosen for the lists of a run. */
export interface NotationChoice {
  readonly locales: ListChoice<Locale>;
  readonly dates: ListChoice<DateOrder>;
}

/**
 * How a list is written, by its name: as is said of it, else of all, else of the rulebook's lists. A locale that is chosen
 * brings its own order of dates, unless one is chosen too.
 *
 * @throws CannotRun if something is chosen for a list that is not there
 */
export function chooseNotations(
  lists: readonly LeadList[],
  { locales, dates, fallback }: NotationChoice & { readonly fallback: Notation },
): (list: string) => Notation {
  const names = lists.map(({ name }) => name);
  const faults = [...unknownLists('--locale', locales, names), ...unknownLists('--dates', dates, names)];
  if (faults.length > 0) throw new CannotRun(faults);
  return list => {
    const locale = locales.byList.get(list) ?? locales.all;
    const order = dates.byList.get(list) ?? dates.all;
    const base = locale === undefined ? { locale: fallback.locale, dates: fallback.dates } : { locale };
    return order === undefined ? base : { ...base, dates: order };
  };
}

function unknownLists(
  flag: string,
  { byList }: ListChoice<string>,
  names: readonly string[],
): readonly Diagnostic[] {
  return [...byList.keys()]
    .filter(name => !names.includes(name))
    .map(name => ({
      severity: 'error',
      code: 'bad-option',
      message: `${flag} ${name}=…: no list is named ${name}`,
      fix: `one of ${names.join(', ')}`,
    }));
}

/** How a list was read, once it has been. */
function recordOf(
  { name, dialect, counts }: LeadList,
  { fields, doubts }: Pick<ListRecord, 'fields' | 'doubts'>,
): ListRecord {
  const { rows, rejected, empty, repaired } = counts();
  const { encoding, delimiter } = dialect;
  return { name, rows, rejected, empty, encoding, delimiter, repairs: repaired, fields, doubts };
}

/** The records of lists that were read, in their order. */
export function recordsOf(
  lists: readonly LeadList[],
  readings: readonly Pick<ListRecord, 'fields' | 'doubts'>[],
): readonly ListRecord[] {
  return lists.map((list, index) => recordOf(list, readings[index] ?? NOTHING_READ));
}

const NOTHING_READ = { fields: [], doubts: [] };
