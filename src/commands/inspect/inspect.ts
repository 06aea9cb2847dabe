import type { Known } from '../../language/recognition/known-fields.ts';
import { recogniseSample } from '../../language/recognition/recognise.ts';
import { speaksOfRefusal } from '../../language/refusal-headers.ts';
import { matchColumns } from '../../lists/columns.ts';
import type { LeadList } from '../../lists/lead-list.ts';
import { createSampler, type ListSample } from '../../lists/sample.ts';
import { type DateOrder, LOCALES, type Locale, type Notation } from '../../model/lead.ts';
import type { Field, Rulebook } from '../../model/rulebook.ts';
import { cellCount, cellText, isEmpty, type RecordBatch, type Reject } from '../../records/record-batch.ts';
import { compileCellParser } from '../../values/cell.ts';
import { findDoubts } from '../../values/doubts.ts';
import { compileEvidence, EVIDENCE } from '../../values/evidence.ts';
import { normaliseHeader } from '../../values/header.ts';
import { headerUnit } from '../../values/header-unit.ts';
import { trim } from '../../values/white-space.ts';
import { type ColumnProfile, createProfile, type ProfileKeeper } from './column-profile.ts';
import { columnTypes, fieldOfType, invalidCells } from './column-types.ts';
import type { ColumnInspection, InvalidCells, ListInspection } from './model.ts';

export interface InspectOptions {
  /** Rulebooks whose fields the columns are matched with, the first that has a column wins. */
  readonly rulebooks: readonly Rulebook[];
  /** What the built-in rulebooks know, if the columns are to be recognised as `init` does; else the rulebooks decide. */
  readonly known?: Known;
  /** How numbers and dates are written, where that is known. */
  readonly locale?: Locale;
  readonly dates?: DateOrder;
}

/** Values kept in all columns together, and of one column. */
const ALL_VALUES = 400_000;
const MOST_VALUES = 4096;
const FEWEST_VALUES = 32;
const MOST_COMMON = 5;
const MOST_REJECTS = 10;
/** Rows that are wider than the header widen a clean copy if they are such a share of all. */
const GOOD_PART = 0.25;

/**
 * Reads a list once and says what is in it. Memory is bounded: of a column with many values the first are kept, and the
 * number of all is estimated. Throws CannotRun where reading cannot go on.
 */
export async function inspectList(list: LeadList, options: InspectOptions): Promise<ListInspection> {
  const { header } = list;
  const most = Math.max(FEWEST_VALUES, Math.min(MOST_VALUES, Math.floor(ALL_VALUES / (header.length || 1))));
  const keepers = header.map(() => createProfile(most));
  const sampler = createSampler(header);
  const widths = new Map<number, number>();
  const rejects: Reject[] = [];
  for await (const batch of list.records()) {
    rejects.push(...batch.rejects.slice(0, MOST_REJECTS - rejects.length));
    for (let record = 0; record < batch.count; record++) {
      if (isEmpty(batch, record)) continue;
      const width = cellCount(batch, record);
      widths.set(width, (widths.get(width) ?? 0) + 1);
      addRecord(batch, { record, width, keepers });
      if (options.known !== undefined) sampler.add(batch, record);
    }
  }
  const { rows, rejected, empty, repairs } = list.counts();
  const profiles = keepers.map(keeper => keeper.end());
  const recognised = options.known === undefined ? undefined : fieldsByHeader(sampler.end(), options.known);
  const columns = columnsOf(list, { profiles, options, rows: rows - rejected - empty, recognised });
  return {
    rows,
    blankRows: empty,
    rejected,
    repairs,
    rejects: rejects.map(({ row, line, byte, code, message }) => ({ row, line, byte, code, message })),
    width: widthOf(header.length, widths),
    columns,
    doubts: doubtsOf(list, { profiles, options, columns }),
  };
}

function addRecord(
  batch: RecordBatch,
  { record, width, keepers }: { record: number; width: number; keepers: readonly ProfileKeeper[] },
): void {
  const row = batch.row[record] ?? 0;
  for (let column = 0; column < width; column++) {
    const text = trim(cellText(batch, record, column));
    if (text !== '') keepers[column]?.add(text, row);
  }
}

function widthOf(header: number, widths: ReadonlyMap<number, number>): number {
  const all = [...widths.values()].reduce((sum, rows) => sum + rows, 0);
  const usual = [...widths].filter(([, rows]) => rows >= GOOD_PART * all && rows > 1).map(([width]) => width);
  return Math.max(header, ...usual);
}

/** The field of each header that carries one, as its cells shape it, by the normalised header. */
type RecognisedFields = ReadonlyMap<string, { readonly name: string; readonly field: Field }>;

function fieldsByHeader(sample: ListSample, known: Known): RecognisedFields {
  const { fields } = recogniseSample(sample, known);
  return new Map(
    [...fields].flatMap(([name, columns]) =>
      columns.map(
        ({ column, shape }) => [normaliseHeader(column.header), { name, field: shape.field }] as const,
      ),
    ),
  );
}

function columnsOf(
  { header }: LeadList,
  {
    profiles,
    options,
    rows,
    recognised,
  }: {
    readonly profiles: readonly ColumnProfile[];
    readonly options: InspectOptions;
    readonly rows: number;
    readonly recognised: RecognisedFields | undefined;
  },
): readonly ColumnInspection[] {
  const normal = header.map(normaliseHeader);
  const fields = options.rulebooks.flatMap(rulebook => {
    const { value = [] } = matchColumns(rulebook.fields, header);
    return value.flatMap(({ field, columns }) => columns.map(column => ({ rulebook, field, column })));
  });
  const { dates } = options;
  return header.map((name, column) => {
    const profile = profiles[column] ?? NO_PROFILE;
    const matched = fields.filter(entry => entry.column === column);
    const own =
      normal.indexOf(normal[column] ?? '') === column ? recognised?.get(normal[column] ?? '') : undefined;
    const [first] = matched;
    const fieldName = recognised === undefined ? first?.field.name : own?.name;
    const types = columnTypes(profile.values);
    const readIn = (locale: Locale): InvalidCells | undefined =>
      own !== undefined
        ? invalidCells(profile.values, { field: own.field, locale, dates })
        : first === undefined
          ? invalidCells(profile.values, { field: types[locale].type, locale, dates })
          : invalidCells(profile.values, {
              field: first.field,
              locale,
              dates,
              blankAlso: first.rulebook.blankAlso,
            });
    const guess = own === undefined && first === undefined ? bestLocale(types) : fittingLocale(readIn);
    const locale = options.locale ?? guess;
    const invalid = readIn(locale);
    const type = own?.field.type ?? first?.field.type ?? types[locale].type;
    const unit = type === 'number' ? headerUnit(name)?.words : undefined;
    return {
      position: column + 1,
      header: name,
      ...(fieldName === undefined ? {} : { field: fieldName }),
      rulebooks: matched.filter(({ field }) => field.name === fieldName).map(({ rulebook }) => rulebook.name),
      mayRefuse: fieldName === undefined && speaksOfRefusal(name),
      filled: profile.filled,
      filledShare: rows === 0 ? null : profile.filled / rows,
      distinct: profile.distinct,
      isEstimate: profile.isEstimate,
      types,
      commonest: commonestOf(profile),
      ...(invalid === undefined ? {} : { invalid }),
      ...(unit === undefined ? {} : { unit }),
    };
  });
}

const NO_PROFILE: ColumnProfile = { filled: 0, values: new Map(), distinct: 0, isEstimate: false };

/** What the columns show of being written in another way than a run would read them. */
function doubtsOf(
  list: LeadList,
  {
    profiles,
    options,
    columns,
  }: {
    readonly profiles: readonly ColumnProfile[];
    readonly options: InspectOptions;
    readonly columns: readonly ColumnInspection[];
  },
): ListInspection['doubts'] {
  const [first] = options.rulebooks;
  const notation: Notation = {
    locale: options.locale ?? first?.locale ?? 'en',
    dates: options.dates ?? (options.locale === undefined ? first?.dates : undefined),
  };
  const known = new Map(options.rulebooks.flatMap(({ fields }) => fields.map(field => [field.name, field])));
  const counted = columns.map((column, index) => {
    const types = LOCALES.map(locale => column.types[locale].type);
    const type = types.find(narrow => narrow !== 'text') ?? 'text';
    const field = known.get(column.field ?? '') ?? fieldOfType(type, column.header);
    return { field, counts: countEvidence(profiles[index] ?? NO_PROFILE, { field, notation }) };
  });
  return findDoubts(counted, { list: list.name, notation });
}

function countEvidence(
  { values }: ColumnProfile,
  { field, notation }: { readonly field: Field; readonly notation: Notation },
): Float64Array {
  const parse = compileCellParser(field, { ...notation, blankAlso: [] });
  const evidenceOf = compileEvidence(field, { ...notation, blankAlso: [] });
  const counts = new Float64Array(EVIDENCE.length);
  for (const [text, { cells }] of values) {
    const cell = { text, plain: false };
    const number = evidenceOf(cell, parse(cell));
    counts[number] = (counts[number] ?? 0) + cells;
  }
  return counts;
}

/** The locale in which the fewest cells are invalid. */
function fittingLocale(readIn: (locale: Locale) => InvalidCells | undefined): Locale {
  const wrongIn = (locale: Locale): number => readIn(locale)?.cells ?? 0;
  const [first, ...others] = LOCALES;
  return others.reduce<Locale>((best, other) => (wrongIn(other) < wrongIn(best) ? other : best), first);
}

/** The locale that reads the column as something narrower than text, and most of it. */
function bestLocale(types: ColumnInspection['types']): Locale {
  const ranked = [...LOCALES].sort((one, other) => weight(types[other]) - weight(types[one]));
  return ranked[0] ?? 'en';
}

function weight({ type, share }: ColumnInspection['types'][Locale]): number {
  return type === 'text' ? 0 : share;
}

function commonestOf({ values }: ColumnProfile): ColumnInspection['commonest'] {
  return [...values]
    .sort(([, one], [, other]) => other.cells - one.cells || one.row - other.row)
    .slice(0, MOST_COMMON)
    .map(([value, { cells }]) => ({ value, cells }));
}
