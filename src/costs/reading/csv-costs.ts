import type { Amount, CostInputs, DecimalText, SharedCost } from '../../model/costs.ts';
import type { Checked, Diagnostic, Place } from '../../model/diagnostic.ts';
import type { Locale } from '../../model/lead.ts';
import { parseTable } from '../../text/table.ts';
import { roundToHundredths } from '../../values/decimal.ts';
import { compileAliases } from '../../values/field-types/text.ts';
import { fold } from '../../values/fold.ts';
import { nearestName } from '../../values/nearest.ts';
import { checked, createReport, type Placed, quoted, type Report } from '../../yaml/shape.ts';
import { convertAmounts } from './convert-amounts.ts';
import { costWarning } from './cost-error.ts';
import { findColumns, findHeader } from './csv-columns.ts';
import { type CostLine, readCostLine } from './csv-lines.ts';
import { type DraftSource, type Spelling, validateSources } from './validate-sources.ts';
import type { CostTextOptions } from './yaml-costs.ts';

const UNNAMED = 'shared costs';
const LINE_BREAK = /\r\n|\n|\r/;

/** Reads CSV cost inputs, amounts in the run's locale; lines of one source add up. Every fault with its place. */
export function parseCsvCosts(
  text: string,
  { file, sourceField, locale }: CostTextOptions & { readonly locale: Locale },
): Checked<CostInputs> {
  const lines = text.split(LINE_BREAK);
  const preamble = Math.max(0, findHeader(lines));
  // Lines are emptied, not taken away, so that the others keep their numbers.
  const body = preamble === 0 ? text : lines.map((line, index) => (index < preamble ? '' : line)).join('\n');
  const { value: table, diagnostics: unreadable } = parseTable(body, file);
  if (table === undefined) return { diagnostics: unreadable };
  const place = placeOfHeader(body.split(LINE_BREAK), file);
  const { columns, diagnostics: misnamed } = findColumns(table, place);
  const known = [
    ...unreadable,
    ...skipped(lines.slice(0, preamble), place),
    ...empty(table.rows, place),
    ...misnamed,
  ];
  const report = createReport(nearestName, known);
  // Without its columns, every line would have the same fault again.
  if (columns.source === undefined || columns.amount === undefined)
    return checked<CostInputs>(undefined, known);
  const { delimiter } = table;
  const read = table.rows.map(row => readCostLine(row, { file, locale, columns, delimiter, report }));
  const { lines: kept, diagnostics: totals } = dropTotals(read);
  const currency = oneCurrency(kept, report);
  const drafts = draftSources(kept, { resolve: compileAliases(sourceField), report });
  const { sources, diagnostics: found } = validateSources(drafts, sourceField);
  const shared = kept.flatMap(line => sharedOf(line, report));
  const inputs = { file, ...(currency === undefined ? {} : { currency }), sources, shared };
  return checked(inputs, [...report.diagnostics, ...totals, ...found]);
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
  const count = preamble.filter(line => line.trim() !== '').length;
  if (count === 0) return [];
  const lines = count === 1 ? 'the line before the header is' : `the ${count} lines before the header are`;
  return [
    costWarning({
      code: 'cost-preamble',
      message: `${lines} skipped`,
      fix: 'remove what is no table',
      place,
    }),
  ];
}

function empty(rows: readonly unknown[], place: Place): readonly Diagnostic[] {
  if (rows.length > 0) return [];
  return [
    costWarning({ code: 'cost-empty', message: 'there are no costs under the header', fix: '', place }),
  ];
}

/** The currency of all lines. A second one is reported, because a CSV has no rates. */
function oneCurrency(lines: readonly CostLine[], report: Report): string | undefined {
  const named = lines.flatMap(({ currency }) => (currency === undefined ? [] : [currency]));
  const [first] = named;
  const reported = new Set([first?.value]);
  for (const { value, place } of named) {
    if (reported.has(value)) continue;
    reported.add(value);
    report.error(place, {
      code: 'cost-currency',
      message: `${quoted(value)} beside ${quoted(first?.value ?? '')}: a CSV has no rates, so it has one currency`,
      fix: 'convert the amounts to one currency, or write the costs as YAML with `rates`',
    });
  }
  return first?.value;
}

interface Draft {
  readonly name: Spelling;
  readonly aliases: Map<string, Spelling>;
  readonly spend: Amount[];
  readonly per_lead: Amount[];
  readonly credit: Amount[];
  sound: boolean;
}

function startDraft(name: Spelling): Draft {
  return { name, aliases: new Map(), spend: [], per_lead: [], credit: [], sound: true };
}

/** The sources of all lines but shared costs, each named as its first line has it. */
function draftSources(
  lines: readonly CostLine[],
  { resolve, report }: { readonly resolve: (folded: string) => string; readonly report: Report },
): readonly DraftSource[] {
  const drafts = new Map<string, Draft>();
  for (const { source, kind = 'spend', amount } of lines) {
    if (kind === 'shared') continue;
    const folded = fold(source.text);
    const key = resolve(folded);
    const draft = drafts.get(key) ?? startDraft(source);
    drafts.set(key, draft);
    if (folded !== fold(draft.name.text)) draft.aliases.set(folded, source);
    const converted = convert(amount, report);
    draft[kind].push(...converted);
    if (converted.length === 0) draft.sound = false;
  }
  return [...drafts.values()].map(({ per_lead, aliases, ...draft }) => ({
    ...draft,
    aliases: [...aliases.values()],
    perLead: per_lead,
  }));
}

function sharedOf({ source, kind, amount, what, allocate }: CostLine, report: Report): readonly SharedCost[] {
  if (kind !== 'shared' || allocate === undefined) return [];
  const name = [what, source.text, UNNAMED].find(text => text !== '') ?? UNNAMED;
  return convert(amount, report).map(spend => ({ what: name, spend, allocate }));
}

function convert(amount: Placed<DecimalText> | undefined, report: Report): readonly Amount[] {
  if (amount === undefined) return [];
  const rates = { currency: undefined, rates: new Map<string, DecimalText>() };
  return convertAmounts([amount], { rates, report, currency: undefined });
}

const TOTAL = /^(?:(?:grand )?totals?|total general|totaux|sum|somme|suma|razem|ogolem|lacznie)\b/;

/** The lines without the totals of all others that a report ends with; what is left out is said. */
function dropTotals(lines: readonly CostLine[]): {
  readonly lines: readonly CostLine[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const isTotal = (line: CostLine) => TOTAL.test(fold(line.source.text)) || line.source.text === '';
  const last = lines.findLastIndex(line => line.kind === 'shared' || !isTotal(line));
  const kept = lines.slice(0, last + 1);
  const sum = kept.reduce((total, line) => total + centsOf(line), 0);
  const totals = lines.slice(last + 1);
  // Each line is a rounded figure, so that a printed total may be off by a cent for each.
  const sumsUp = (line: CostLine) =>
    line.amount !== undefined && Math.abs(centsOf(line) - sum) <= kept.length;
  if (kept.length === 0) return { lines, diagnostics: [] };
  return {
    lines: [...kept, ...totals.filter(line => !sumsUp(line))],
    diagnostics: totals.filter(sumsUp).map(leftOut),
  };
}

function centsOf({ amount }: CostLine): number {
  return amount === undefined ? 0 : roundToHundredths(amount.value);
}

function leftOut({ source, amount }: CostLine): Diagnostic {
  const named = source.text === '' ? 'the line without a source' : quoted(source.text);
  return costWarning({
    code: 'cost-total-row',
    message: `${named} is left out: it is the total of the lines before it`,
    fix: 'remove the line',
    place: source.text === '' ? amount?.place : source.place,
  });
}
