import type { DateOrder, Locale, Notation } from '../model/lead.ts';
import type { Field } from '../model/rulebook.ts';
import type { FieldCount, ReadingDoubt } from '../model/summary.ts';
import { EVIDENCE, type Evidence, waysOf } from './evidence.ts';
import { ORDER_OF, ORDER_WORDS, orderOf } from './field-types/date.ts';
import { formatCount } from './number-format.ts';

/** A field of a list, and its cells by the number of what they show. */
export interface CountedField {
  readonly field: Field;
  readonly counts: ArrayLike<number>;
}

/** How the cells of a field were read. */
export function countField({ field, counts }: CountedField): FieldCount {
  const of = (kind: Evidence['kind']) => countWhere(counts, evidence => evidence.kind === kind);
  const invalid = of('invalid');
  return { field: field.name, filled: of('value') + invalid, blank: of('blank'), invalid };
}

function countWhere(counts: ArrayLike<number>, test: (evidence: Evidence) => boolean): number {
  return EVIDENCE.reduce((sum, evidence, number) => sum + (test(evidence) ? (counts[number] ?? 0) : 0), 0);
}

/** The list that is doubted, as it is read. */
export interface DoubtedList {
  readonly list: string;
  readonly notation: Notation;
}

/**
 * What a list shows of being read another way than it is written. No setting is advised that reads fewer cells of the list than
 * its own.
 */
export function findDoubts(
  fields: readonly CountedField[],
  { list, notation }: DoubtedList,
): readonly ReadingDoubt[] {
  const all: ListEvidence = { fields, notation, list };
  const orders = fields.flatMap(counted => doubtOrder(counted, all));
  const better = orders.find(({ isAdvised }) => isAdvised)?.order;
  return [
    ...orders.map(({ doubt }) => doubt),
    ...fields.flatMap(counted => doubtNumbers(counted, { all, order: better ?? orderOf(notation) })),
    ...fields.flatMap(counted => [...doubtBands(counted), ...doubtCodes(counted)]),
  ].map(doubt => ({ ...doubt, message: `${list}: ${doubt.message}` }));
}

interface ListEvidence extends DoubtedList {
  readonly fields: readonly CountedField[];
}

/** Cells of a field that read in one of its ways, or as the list is read. */
function readIn({ counts }: CountedField, way: number | undefined): number {
  return countWhere(counts, ({ kind, elsewhere }) =>
    way === undefined ? kind === 'value' : elsewhere[way] !== undefined && elsewhere[way] !== 'unread',
  );
}

function readOtherwise({ counts }: CountedField, way: number): number {
  return countWhere(counts, ({ kind, elsewhere }) => kind === 'value' && elsewhere[way] === 'other');
}

/** Whether all columns of a type together lose nothing by one of their ways. */
function losesNothing({ fields, notation }: ListEvidence, type: Field['type'], way: number): boolean {
  const asked = fields.filter(({ field }) => field.type === type && waysOf(field, notation).length > 0);
  const sum = (of: number | undefined) => asked.reduce((total, counted) => total + readIn(counted, of), 0);
  return sum(way) >= sum(undefined);
}

interface OrderDoubt {
  readonly doubt: ReadingDoubt;
  readonly order: DateOrder;
  readonly isAdvised: boolean;
}

/** Another order reads more dates of the column. */
function doubtOrder(counted: CountedField, all: ListEvidence): readonly OrderDoubt[] {
  const { field } = counted;
  if (field.type !== 'date') return [];
  const ways = waysOf(field, all.notation).flatMap(({ dates }, way) =>
    dates === undefined ? [] : [{ order: dates, way, read: readIn(counted, way) }],
  );
  const own = readIn(counted, undefined);
  const [best] = ways.filter(({ read }) => read > own).sort((one, other) => other.read - one.read);
  if (best === undefined) return [];
  const { order, way, read } = best;
  const isAdvised = losesNothing(all, 'date', way);
  const others = readOtherwise(counted, way);
  const also = others === 0 ? '' : `, and ${formatCount(others)} as other days`;
  const seen = `${moreCells(counted, read - own)} read with the ${ORDER_WORDS[order]}${also}`;
  const setting = isAdvised ? settingOf('--dates', all.list, order) : null;
  const doubt = doubtOf(counted, { kind: 'dates', cells: read - own + others, setting, seen });
  return [{ doubt, order, isAdvised }];
}

/** Numbers read more with the other mark, or every mark has three digits after it and so may stand between thousands. */
function doubtNumbers(
  counted: CountedField,
  { all, order }: { readonly all: ListEvidence; readonly order: DateOrder },
): readonly ReadingDoubt[] {
  const { field, counts } = counted;
  const [way] = field.type === 'number' ? waysOf(field, all.notation) : [];
  if (way === undefined) return [];
  const more = readIn(counted, 0) - readIn(counted, undefined);
  const marked = countWhere(
    counts,
    ({ look, elsewhere }) => look === 'thousands' && elsewhere[0] === 'other',
  );
  const decimals = countWhere(counts, ({ look }) => look === 'decimals');
  const isThousands = marked > 0 && decimals === 0;
  if (more <= 0 && !isThousands) return [];
  const others = readOtherwise(counted, 0);
  const writes = `as ${way.locale} writes numbers`;
  const also = others === 0 ? '' : `, and ${formatCount(others)} as other numbers`;
  const seen =
    more > 0
      ? `${moreCells(counted, more)} read ${writes}${also}`
      : `in ${cellsOf(counted, marked)} every mark has three digits after it: ${writes}, they are thousands`;
  const setting = losesNothing(all, 'number', 0) ? localeSetting(all, { locale: way.locale, order }) : null;
  // What reads fewer cells of the list is not worth a word, as long as no number may be wrong.
  if (setting === null && !isThousands) return [];
  return [doubtOf(counted, { kind: 'numbers', cells: Math.max(more, 0) + others, setting, seen })];
}

/** The setting by which numbers are written otherwise, and dates, where there are any, in this order. */
function localeSetting(
  { list, notation, fields }: ListEvidence,
  { locale, order }: { readonly locale: Locale; readonly order: DateOrder },
): string {
  const named = locale === 'en' && order === 'dmy' ? 'en-GB' : locale;
  const setting = settingOf('--locale', list, named);
  const hasDates = fields.some(
    counted =>
      counted.field.type === 'date' &&
      countField(counted).filled > 0 &&
      waysOf(counted.field, notation).length > 0,
  );
  const isSaid = ORDER_OF[named] === order && (notation.dates === undefined || notation.dates === order);
  return isSaid || !hasDates ? setting : `${setting} ${settingOf('--dates', list, order)}`;
}

function settingOf(flag: string, list: string, value: string): string {
  return `${flag} ${/^[\w.-]+$/.test(list) ? `${list}=${value}` : `"${list}=${value}"`}`;
}

/** Bands that a spreadsheet turned into dates, in a column of numbers or of bands. */
function doubtBands(counted: CountedField): readonly ReadingDoubt[] {
  const { field, counts } = counted;
  const dated = countWhere(
    counts,
    ({ look, kind }) => look === 'date' && (field.type === 'text' || kind === 'invalid'),
  );
  const bands = countWhere(counts, ({ look }) => look === 'band');
  const invalid = countWhere(counts, ({ look, kind }) => look === 'date' && kind === 'invalid');
  if (dated === 0 || (field.type === 'text' && bands === 0 && invalid === 0)) return [];
  const seen = `${cellsOf(counted, dated)} look like bands that a spreadsheet turned into dates (10-19 becomes Oct-19)`;
  return [doubtOf(counted, { kind: 'bands', cells: dated, setting: null, seen })];
}

/** Fewer cells may look like codes by chance. */
const FEWEST_CODES = 3;

/** Codes of size bands in a column of head counts. */
function doubtCodes(counted: CountedField): readonly ReadingDoubt[] {
  const codes = countWhere(counted.counts, ({ look }) => look === 'code');
  const small = countWhere(counted.counts, ({ look }) => look === 'small');
  const { filled } = countField(counted);
  if (codes === 0 || filled < FEWEST_CODES || codes + small < filled) return [];
  const seen = `all ${formatCount(filled)} filled cells look like codes of size bands (INSEE's 41 is 500 to 999 employees), and are read as numbers of employees`;
  return [doubtOf(counted, { kind: 'codes', cells: filled, setting: null, seen })];
}

function doubtOf(
  { field }: CountedField,
  { seen, ...doubt }: Pick<ReadingDoubt, 'kind' | 'cells' | 'setting'> & { readonly seen: string },
): ReadingDoubt {
  const advice = doubt.setting === null ? '' : `: try ${doubt.setting}`;
  return { field: field.name, ...doubt, message: `${field.name}: ${seen}${advice}` };
}

function moreCells(counted: CountedField, more: number): string {
  return `${formatCount(more)} more of ${formatCount(countField(counted).filled)} filled cells`;
}

function cellsOf(counted: CountedField, cells: number): string {
  return `${formatCount(cells)} of ${formatCount(countField(counted).filled)} filled cells`;
}
