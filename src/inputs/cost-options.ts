import { basename, extname } from 'node:path';
import { NAMED_COLUMNS, type PreferredCostColumn } from '../costs/reading/csv-columns.ts';
import type { CostFileChoice } from '../costs/reading/load-costs.ts';
import { CREATED } from '../costs/tally/period.ts';
import { parseListName } from '../lists/bytes/file-kind.ts';
import type { Period } from '../model/costs.ts';
import type { Locale } from '../model/lead.ts';
import { parseIsoDay } from '../values/day.ts';
import type { Faults, ListChoice } from './option-values.ts';

/** `--costs FILE` or `--costs SOURCE=FILE`; a path with a `=` of its own is written with its folder, `./a=b.csv`. */
export function parseCostFiles(texts: readonly string[], faults: Faults): readonly CostFileChoice[] {
  return texts.map(text => {
    const split = text.indexOf('=');
    const source = text.slice(0, Math.max(0, split)).trim();
    if (split < 0 || /[\\/]/.test(source)) return { path: text };
    const path = text.slice(split + 1);
    if (source === '' || path === '')
      faults.add(
        `--costs ${text} names no source and file`,
        'write it as SOURCE=FILE, such as linkedin=october.csv',
      );
    return { path, source };
  });
}

/** `--cost-column amount="Net spend"`; whether there is such a column is seen when the files are read. */
export function parseCostColumns(texts: readonly string[], faults: Faults): readonly PreferredCostColumn[] {
  return texts.flatMap(text => {
    const split = text.indexOf('=');
    const column = NAMED_COLUMNS.find(name => name === text.slice(0, Math.max(0, split)).trim());
    const header = text.slice(split + 1).trim();
    if (column !== undefined && header !== '') return [{ column, header }];
    faults.add(
      `--cost-column ${text} does not say which column holds what`,
      `write it as ${NAMED_COLUMNS.map(name => `${name}=HEADER`).join(', ')}`,
    );
    return [];
  });
}

/** `--period 2026-10-01..2026-10-31`, both days included. */
export function parsePeriod(text: string | undefined, faults: Faults): Period | undefined {
  if (text === undefined) return undefined;
  const [from, to, ...others] = text.split('..').map(day => parseIsoDay(day.trim()));
  if (from === undefined || to === undefined || others.length > 0) {
    faults.add(`--period ${text} is not a period`, 'write it as 2026-10-01..2026-10-31');
    return undefined;
  }
  if (from > to) faults.add(`--period ${text} ends before it begins`, 'swap the two days');
  return { from, to, field: CREATED };
}

/** Gives `--locale NAME=…` to the cost file of this name (its path, or its base name) where no list has it. */
export function shareLocales(
  costs: readonly CostFileChoice[],
  { locales, lists }: { readonly locales: ListChoice<Locale>; readonly lists: readonly string[] },
): { readonly costs: readonly CostFileChoice[]; readonly locales: ListChoice<Locale> } {
  const ofLists = new Set(lists.map(path => parseListName(path).name));
  const isOf = (name: string, path: string) =>
    name === path ||
    name === basename(path) ||
    (!ofLists.has(name) && name === basename(path, extname(path)));
  const entries = [...locales.byList];
  const byList = new Map(
    entries.filter(([name]) => ofLists.has(name) || !costs.some(({ path }) => isOf(name, path))),
  );
  return {
    costs: costs.map(choice => {
      const locale = entries.find(([name]) => isOf(name, choice.path))?.[1];
      return locale === undefined ? choice : { ...choice, locale };
    }),
    locales: { ...locales, byList },
  };
}
