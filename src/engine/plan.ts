import { type FieldColumns, matchColumns, type PreferredColumn } from '../lists/columns.ts';
import type { LeadList } from '../lists/list.ts';
import type { Checked, Diagnostic } from '../model/diagnostic.ts';
import type { Notation } from '../model/lead.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { headerUnit } from '../values/header-unit.ts';
import { type Columns, createWriter } from './fast/writing/row-format.ts';
import type { PlannedList } from './job.ts';
import { checkPreferred, hasColumn, isError, noFieldMatched, requiredFields } from './plan-faults.ts';

/** What the user decided about reading and writing the lists. */
export interface PlanOptions {
  readonly rulebook: Rulebook;
  /** By name of a list. */
  readonly notationOf: (list: string) => Notation;
  readonly preferred: readonly PreferredColumn[];
  /** `--source`, with `{list}` for the list's name. */
  readonly source?: string | undefined;
  readonly select?: readonly string[] | undefined;
  readonly to: 'csv' | 'ndjson';
  readonly guard: boolean;
}

/** Finds out what the columns of the lists mean, and everything that forbids to go on. */
export function planLists(lists: readonly LeadList[], options: PlanOptions): Checked<readonly PlannedList[]> {
  // A fault of --column would be told once more for every list, and then as a field without a column.
  const preferred = checkPreferred(lists, options);
  if (preferred.length > 0) return { diagnostics: preferred };
  const plans = lists.map(list => planList(list, options));
  const diagnostics = plans.flatMap(plan => plan.diagnostics);
  if (diagnostics.some(isError)) return { diagnostics };
  return { value: plans.flatMap(({ value }) => (value === undefined ? [] : [value])), diagnostics };
}

function planList(list: LeadList, options: PlanOptions): Checked<PlannedList> {
  const { rulebook, preferred, select, to, guard } = options;
  // A header of --column need not be in every list: checkPreferred asks for one that has it.
  const here = preferred.filter(({ header }) => hasColumn(list, header));
  const { value: matched = [], diagnostics: doubts } = matchColumns(rulebook.fields, list.header, {
    preferred: here,
  });
  const columns = columnsByField(matched);
  const { dialect, header, headerRecord, format: kind } = list;
  const format = { list: { dialect, header, headerRecord, format: kind }, select, to, guard };
  const { value: writer, diagnostics: refused } = createWriter(format, { rulebook, columns });
  // `[]` is a list of no rows, as a header alone is one: there is nothing to be blind to.
  const missing = isWithoutRecords(list)
    ? []
    : columns.size === 0
      ? [noFieldMatched(list, rulebook)]
      : requiredFields(list, { rulebook, columns });
  const diagnostics: Diagnostic[] = [...doubts, ...missing, ...refused];
  if (writer === undefined) return { diagnostics };
  const { name } = list;
  const { locale, dates } = options.notationOf(name);
  const places = placesOf(list.header, { rulebook, columns });
  const planned = { name, list, locale, dates, columns, places, format, writer };
  const source = columns.has('source') ? undefined : options.source?.replaceAll('{list}', list.name);
  return { value: source === undefined ? planned : { ...planned, source }, diagnostics };
}

function isWithoutRecords({ format, header }: LeadList): boolean {
  return format === 'json' && header.length === 0;
}

/** The columns of numbers whose headers give their unit, with how many places that moves their point. */
function placesOf(
  header: readonly string[],
  { rulebook, columns }: { readonly rulebook: Rulebook; readonly columns: Columns },
): ReadonlyMap<number, number> {
  const numbers = rulebook.fields.filter(({ type }) => type === 'number');
  const asked = numbers.flatMap(({ name }) => columns.get(name) ?? []);
  return new Map(
    asked.flatMap(column => {
      const unit = headerUnit(header[column] ?? '');
      return unit === undefined ? [] : [[column, unit.places] as const];
    }),
  );
}

/** The fields that have a column, by name. */
function columnsByField(matched: readonly FieldColumns[]): Columns {
  const found = matched.filter(({ columns }) => columns.length > 0);
  return new Map(found.map(({ field, columns }) => [field.name, columns]));
}

/** Fields without a column, in the rulebook's order; a `source` that the rulebook does not declare is not named. */
export function absentFields(columns: Columns, { fields }: Rulebook): readonly string[] {
  return fields
    .filter(({ name, place }) => !columns.has(name) && !(name === 'source' && place === undefined))
    .map(({ name }) => name);
}

/** Fields that no list of the run has a column for. */
export function absentEverywhere(lists: readonly PlannedList[], rulebook: Rulebook): readonly string[] {
  const [first, ...others] = lists;
  if (first === undefined) return [];
  return absentFields(first.columns, rulebook).filter(name =>
    others.every(({ columns }) => !columns.has(name)),
  );
}
