import { type Gate, parseGate } from '../costs/gate.ts';
import type { PreferredCostColumn } from '../costs/reading/csv-columns.ts';
import type { CostFileChoice } from '../costs/reading/load-costs.ts';
import { BUILT_IN_NAMES } from '../language/built-in.ts';
import type { PreferredColumn } from '../lists/columns.ts';
import type { ListOptions } from '../lists/lead-list.ts';
import type { Period } from '../model/costs.ts';
import { DATE_ORDERS, type DateOrder, type Day, LOCALES, type Locale } from '../model/lead.ts';
import type { SummaryFormat } from '../summary/summary.ts';
import { parseCostColumns, parseCostFiles, parsePeriod, shareLocales } from './cost-options.ts';
import {
  type Faults,
  gatherFaults,
  type ListChoice,
  parseAsOf,
  parseColumns,
  parseListChoice,
  parseRejectionLimit,
  type RejectionLimit,
} from './option-values.ts';

/** The options of `qualify`, complete and typed. */
export interface QualifySettings {
  readonly lists: readonly string[];
  readonly rules: string;
  readonly costs: readonly CostFileChoice[];
  readonly costColumns: readonly PreferredCostColumn[];
  /** `--period`. */
  readonly period?: Period;
  readonly asOf: Day;
  readonly suppress: readonly string[];
  readonly dedupe: boolean;
  readonly locales: ListChoice<Locale>;
  /** Orders of dates, where they are not those of the locales. */
  readonly dates: ListChoice<DateOrder>;
  readonly columns: readonly PreferredColumn[];
  readonly source?: string;
  /** What overrules the detection of a list's encoding and dialect. */
  readonly reading: ListOptions;
  readonly strict: boolean;
  readonly out: string;
  readonly split: boolean;
  /** Whether the output folder is taken from a run that holds it. */
  readonly breakLock: boolean;
  /** Whether files are replaced that no run wrote. */
  readonly force: boolean;
  readonly select?: readonly string[];
  readonly to: 'csv' | 'ndjson';
  readonly guard: boolean;
  readonly stdout: boolean;
  readonly format: SummaryFormat;
  readonly by?: string;
  readonly allSources: boolean;
  readonly failIf: readonly Gate[];
  readonly warnIf: readonly Gate[];
  readonly rejectionLimit: RejectionLimit;
  readonly workers?: number;
}

/** What commander hands over: for `qualify` all of it, for `explain` what it shares. */
interface RawOptions {
  readonly rules?: string;
  readonly costs?: readonly string[];
  readonly costColumn?: readonly string[];
  readonly period?: string;
  readonly asOf?: string;
  readonly suppress?: readonly string[];
  readonly dedupe: boolean;
  readonly locale?: readonly string[];
  readonly dates?: readonly string[];
  readonly column?: readonly string[];
  readonly source?: string;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly quote?: string;
  readonly headerRow?: number;
  readonly header?: boolean;
  readonly allowLarge?: boolean;
  readonly strict?: boolean;
  readonly out?: string;
  readonly split?: boolean;
  readonly breakLock?: boolean;
  readonly force?: boolean;
  readonly select?: string;
  readonly to?: 'csv' | 'ndjson';
  readonly for?: 'spreadsheet' | 'import';
  readonly stdout?: boolean;
  readonly format?: SummaryFormat;
  readonly by?: string;
  readonly allSources?: boolean;
  readonly failIf?: readonly string[];
  readonly warnIf?: readonly string[];
  readonly maxRejected?: string;
  readonly workers?: number;
}

const DEFAULT_OUT = './qualified';
export const LOCALE_CHOICE = { flag: '--locale', names: LOCALES, what: 'locale' };
export const DATES_CHOICE = { flag: '--dates', names: DATE_ORDERS, what: 'order of dates' };

/**
 * Completes the options of `qualify`, once.
 *
 * @throws CannotRun with every fault of the options
 */
export function parseQualifySettings(
  lists: readonly string[],
  options: Record<string, unknown>,
): QualifySettings {
  const faults = gatherFaults();
  const settings = readQualifySettings(lists, options, faults);
  // Not by commander, which would say this and not that the option was misspelt.
  if (settings.rules === '')
    faults.add('--rules is missing', `name a rulebook: a file, or one of ${BUILT_IN_NAMES.join(', ')}`);
  faults.throwIfAny();
  return settings;
}

/** The same for a command that has options of its own, whose faults are told with these. */
export function readQualifySettings(
  lists: readonly string[],
  options: Record<string, unknown>,
  faults: Faults,
): QualifySettings {
  const raw = options as unknown as RawOptions;
  const written = parseListChoice(raw.locale ?? [], LOCALE_CHOICE, faults);
  const { costs, locales } = shareLocales(parseCostFiles(raw.costs ?? [], faults), {
    locales: written,
    lists,
  });
  const period = parsePeriod(raw.period, faults);
  const settings: QualifySettings = {
    lists,
    rules: raw.rules ?? '',
    asOf: parseAsOf(raw.asOf, faults),
    suppress: raw.suppress ?? [],
    dedupe: raw.dedupe,
    locales,
    costs,
    costColumns: parseCostColumns(raw.costColumn ?? [], faults),
    ...(period === undefined ? {} : { period }),
    dates: parseListChoice(raw.dates ?? [], DATES_CHOICE, faults),
    columns: parseColumns(raw.column ?? [], faults),
    reading: parseReading(options),
    strict: raw.strict === true,
    out: raw.out ?? DEFAULT_OUT,
    split: raw.split === true,
    breakLock: raw.breakLock === true,
    force: raw.force === true,
    to: raw.to ?? 'csv',
    guard: raw.for !== 'import',
    stdout: raw.stdout === true,
    format: raw.format ?? 'table',
    allSources: raw.allSources === true,
    failIf: parseGates(raw.failIf ?? [], '--fail-if', faults),
    warnIf: parseGates(raw.warnIf ?? [], '--warn-if', faults),
    rejectionLimit: parseRejectionLimit(raw.maxRejected, faults),
    ...(raw.source === undefined ? {} : { source: raw.source }),
    ...(raw.select === undefined ? {} : { select: raw.select.split(',').map(name => name.trim()) }),
    ...(raw.by === undefined ? {} : { by: raw.by }),
    ...(raw.workers === undefined ? {} : { workers: raw.workers }),
  };
  if (settings.stdout && lists.length > 1)
    faults.add('--stdout takes one list', 'name one list, or write to files with --out');
  if (lists.filter(list => list === '-').length > 1)
    faults.add('- is given twice', 'standard input can be read once');
  return settings;
}

/** What overrules the detection of a list's encoding and dialect. */
export function parseReading(options: Record<string, unknown>): ListOptions {
  const { encoding, delimiter, quote, headerRow, header, allowLarge } = options as Partial<RawOptions>;
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter: /^(tab|\\t)$/i.test(delimiter) ? '\t' : delimiter }),
    ...(quote === undefined ? {} : { quote }),
    ...(headerRow === undefined ? {} : { headerRow }),
    ...(header === false ? { noHeader: true } : {}),
    ...(allowLarge === true ? { allowLarge } : {}),
  };
}

function parseGates(texts: readonly string[], flag: string, faults: Faults): Gate[] {
  return texts.flatMap(text => {
    const { value, diagnostics } = parseGate(text);
    for (const { message, fix } of diagnostics) faults.add(`${flag}: ${message}`, fix);
    return value === undefined ? [] : [value];
  });
}
