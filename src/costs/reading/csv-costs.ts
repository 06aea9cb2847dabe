import type { Period } from '../../model/costs.ts';
import type { Diagnostic, Place } from '../../model/diagnostic.ts';
import type { Day, Locale } from '../../model/lead.ts';
import { parseTable } from '../../text/table.ts';
import { formatDay } from '../../values/day.ts';
import { roundToHundredths } from '../../values/decimal.ts';
import { fold } from '../../values/fold.ts';
import { nearestName } from '../../values/nearest.ts';
import { createReport, quoted } from '../../yaml/shape.ts';
import { costError, costWarning } from './cost-error.ts';
import { findColumns, findHeader, guessHeader, type PreferredCostColumn } from './csv-columns.ts';
import { amountIn, type CostLine, isNothing, type RawLine, readCostLine, readRawLine } from './csv-lines.ts';
import { chooseDates, chooseLocale } from './csv-locale.ts';
import { type SummedLine, splitTotals } from './csv-totals.ts';
import type { CostDraft, ReadCosts, Spelling, WrittenAmount, WrittenShared, WrittenSource } from './draft.ts';

const UNNAMED = 'shared costs';
const LINE_BREAK = /\r\n|\n|\r/;

export interface CsvCostOptions {
  /** Named in the places of diagnostics. */
  readonly file: string;
  /** The source that every line belongs to, where the command says so. */
  readonly source?: string | undefined;
  /** How amounts and dates are written, where the command says so. */
  readonly locale?: Locale | undefined;
  /** `--cost-column`. */
  readonly preferred?: readonly PreferredCostColumn[] | undefined;
  /** Lines with a date outside it are left out. */
  readonly period?: Period | undefined;
}

interface Line extends SummedLine {
  readonly raw: RawLine;
}

/**
 * Reads a table of costs as a platform exports it or a person keeps it: lines above the header, totals and footers are
 * no costs, and amounts are read in the one locale that reads them all. Every fault with its place.
 */
export function parseCsvCosts(text: string, options: CsvCostOptions): ReadCosts {
  const { file, source: given, preferred = [] } = options;
  const columnOptions = { preferred, hasSource: given !== undefined };
  const lines = text.split(LINE_BREAK);
  const found = findHeader(lines, columnOptions);
  const start = found?.line ?? guessHeader(lines);
  // Lines are emptied, not taken away, so that the others keep their numbers.
  const body = start === 0 ? text : lines.map((line, index) => (index < start ? '' : line)).join('\n');
  const { value: table, diagnostics: unreadable } = parseTable(body, file, found ?? {});
  if (table === undefined) return { diagnostics: unreadable };
  const place = placeOfHeader(body.split(LINE_BREAK), file);
  const {
    columns,
    amount: header,
    diagnostics: misnamed,
  } = findColumns(table.header, { ...columnOptions, place });
  const known = [...unreadable, ...skipped(lines.slice(0, start), place), ...misnamed];
  // Without its columns, every line would have the same fault again.
  if (misnamed.some(({ severity }) => severity === 'error')) return { diagnostics: known };
  const { delimiter } = table;
  const raw = table.rows.flatMap(row => readRawLine(row, { file, columns, delimiter }) ?? []);
  const priced = raw.filter(({ amount }) => !isNothing(amount.text));
  const report = createReport(nearestName, [...known, ...unpriced(raw, place)]);
  const chosen = chooseLocale(
    priced.map(({ amount }) => amount),
    file,
  );
  const locale = options.locale ?? chosen.locale;
  const summed = priced.map((line): Line => {
    const decimal = amountIn(line.amount.text, { locale, shift: header.shift });
    const { texts, source, isShared, amount } = line;
    const cents = decimal === undefined ? undefined : roundToHundredths(decimal);
    const at = source === '' ? amount.place : line.cell('source').place;
    return { raw: line, texts, source, isShared, cents, place: at };
  });
  const isExport =
    start > 0 ||
    /spent|depense|wydan|ausgegeben|gastado|speso/.test(fold(table.header[columns.amount ?? 0] ?? ''));
  const totals = splitTotals(summed, { isExport, hasSource: given !== undefined });
  const kept = totals.lines.map(line => line.raw);
  const dated = leaveOut(kept, { ...options, amounts: locale, hasDates: columns.date !== undefined });
  const read = dated.lines.map(line => readCostLine(line, { locale, header, headerPlace: place, report }));
  const asked = options.locale === undefined ? chosen.diagnostics : [];
  const draft: CostDraft = {
    about: {
      file,
      ...(given === undefined ? {} : { source: given }),
      ...(chosen.matters ? { locale } : {}),
      ...(dated.left === 0 ? {} : { outsidePeriod: dated.left }),
    },
    isTable: true,
    rates: new Map(),
    sources: draftSources(read, { source: given, place }),
    shared: read.flatMap(sharedOf),
  };
  const nothing = priced.length === 0 ? [empty(place)] : [];
  return {
    value: draft,
    diagnostics: [...report.diagnostics, ...asked, ...totals.diagnostics, ...dated.diagnostics, ...nothing],
  };
}

function placeOfHeader(lines: readonly string[], file: string): Place {
  const index = Math.max(
    0,
    lines.findIndex(line => line.trim() !== ''),
  );
  const sourceLine = lines[index] ?? '';
  return Object.freeze({ file, line: index + 1, column: 1, length: sourceLine.length, sourceLine });
}

function skipped(preamble: readonly string[], place: Place): readonly Diagnostic[] {
  const count = preamble.filter(line => /[\p{L}\p{N}]/u.test(line)).length;
  if (count === 0) return [];
  const lines = count === 1 ? 'the line before the header is' : `the ${count} lines before the header are`;
  return [
    costWarning({
      code: 'cost-preamble',
      message: `${lines} skipped`,
      fix: 'nothing, if they are no costs',
      place,
    }),
  ];
}

function empty(place: Place): Diagnostic {
  return costWarning({ code: 'cost-empty', message: 'there are no costs under the header', fix: '', place });
}

const MOST_NAMED = 3;

/** Lines without an amount: campaigns that did not run, the footer of a report. Each cost is unknown, not zero. */
function unpriced(lines: readonly RawLine[], header: Place): readonly Diagnostic[] {
  const without = lines.filter(({ amount }) => isNothing(amount.text));
  const [first] = without;
  if (first === undefined) return [];
  const names = without.map(line => line.source || (line.texts.find(text => text !== '') ?? ''));
  const named = names.slice(0, MOST_NAMED).map(quoted).join(', ');
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  const message =
    without.length === 1
      ? 'a line without an amount is left out'
      : `${without.length} lines without an amount are left out`;
  return [
    costWarning({
      code: 'cost-no-amount',
      message: `${message}: ${named}${more}`,
      fix: 'write 0 where something was free',
      place: first.amount.place.line === 0 ? header : first.amount.place,
    }),
  ];
}

interface LeaveOutOptions extends CsvCostOptions {
  readonly amounts: Locale;
  readonly hasDates: boolean;
}

interface DatedLines {
  readonly lines: readonly RawLine[];
  /** How many lie outside the period. */
  readonly left: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** The lines of the period; those outside it are counted, those that reach over its ends or have no date are read and said. */
function leaveOut(
  all: readonly RawLine[],
  { file, period, locale, amounts, hasDates }: LeaveOutOptions,
): DatedLines {
  if (period === undefined || !hasDates) return { lines: all, left: 0, diagnostics: [] };
  const dates = all
    .flatMap(line => [line.cell('date'), line.cell('until')])
    .filter(({ text }) => !isNothing(text));
  const { read, diagnostics } = chooseDates(dates, { file, period, locale, amounts });
  const daysOf = (line: RawLine): readonly [Day, Day] | undefined => {
    const from = read(line.cell('date').text);
    return from === undefined ? undefined : [from, read(line.cell('until').text) ?? from];
  };
  const states = all.map(line => ({ line, days: daysOf(line) }));
  const outside = states.filter(
    ({ days }) => days !== undefined && (days[1] < period.from || days[0] > period.to),
  );
  const undated = states.filter(({ days }) => days === undefined);
  const across = states.filter(
    ({ days }) =>
      days !== undefined &&
      !outside.some(one => one.days === days) &&
      (days[0] < period.from || days[1] > period.to),
  );
  const span = `${formatDay(period.from)} to ${formatDay(period.to)}`;
  const say = (found: readonly { readonly line: RawLine }[], one: string, many: string, fix: string) => {
    const [first] = found;
    if (first === undefined) return [];
    const message = found.length === 1 ? one : `${found.length} ${many}`;
    return [costWarning({ code: 'cost-period', message, fix, place: first.line.cell('date').place })];
  };
  return {
    lines: all.filter(line => !outside.some(each => each.line === line)),
    left: outside.length,
    diagnostics: [
      ...diagnostics,
      ...say(
        outside,
        `1 line outside the period ${span} is left out`,
        `lines outside the period ${span} are left out`,
        'nothing, if the period is right',
      ),
      ...say(
        undated,
        '1 line without a readable date is read as one of the period',
        'lines without a readable date are read as lines of the period',
        'write its date as yyyy-MM-dd',
      ),
      ...say(
        across,
        `1 line covers more days than the period ${span}, and is read whole`,
        `lines cover more days than the period ${span}, and are read whole`,
        'export the costs by day, or for the days of the period',
      ),
    ],
  };
}

interface Draft {
  readonly name: Spelling;
  readonly aliases: Map<string, Spelling>;
  readonly spend: WrittenAmount[];
  readonly per_lead: WrittenAmount[];
  readonly credit: WrittenAmount[];
  sound: boolean;
}

/** The sources of all lines but shared costs, each named as its first line has it; or the one that all lines belong to. */
function draftSources(
  lines: readonly CostLine[],
  { source: given, place }: { readonly source: string | undefined; readonly place: Place },
): readonly WrittenSource[] {
  const drafts = new Map<string, Draft>();
  if (given !== undefined && lines.length > 0) drafts.set(fold(given), startDraft({ text: given, place }));
  for (const { source, kind = 'spend', amount } of lines) {
    if (kind === 'shared') continue;
    const name = given === undefined ? source : { text: given, place };
    const key = fold(name.text);
    const draft = drafts.get(key) ?? startDraft(name);
    drafts.set(key, draft);
    if (amount === undefined) draft.sound = false;
    else draft[kind].push(amount);
  }
  return [...drafts.values()].map(({ per_lead, aliases, ...draft }) => ({
    ...draft,
    aliases: [...aliases.values()],
    perLead: per_lead,
  }));
}

function startDraft(name: Spelling): Draft {
  return { name, aliases: new Map(), spend: [], per_lead: [], credit: [], sound: true };
}

function sharedOf({ source, kind, amount, what, allocate, only }: CostLine): readonly WrittenShared[] {
  if (kind !== 'shared' || allocate === undefined || amount === undefined) return [];
  const name = [what, source.text, UNNAMED].find(text => text !== '') ?? UNNAMED;
  return [{ what: name, spend: amount, allocate, only }];
}

/** A file whose every line should belong to one source, but which names its sources itself. */
export function refuseSource(file: string, source: string): Diagnostic {
  return costError({
    code: 'cost-file',
    message: `--costs ${source}=${file}: a YAML cost file names its sources itself`,
    fix: `leave ${source}= out`,
    place: undefined,
  });
}
