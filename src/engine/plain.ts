/**
 * The plain engine: what becomes of a row, step by step, each row by itself and nothing remembered but duplicates. It says what
 * is right. The fast lane (`fast/`) is tested to say the same, and takes over where a list is long.
 */
import { dedupeKeys, MOST_SHARED, warnOfShared } from '../contacts/dedupe-keys.ts';
import { hasHash } from '../contacts/hash-set.ts';
import { firmKey, isFirmField, PLACEHOLDERS } from '../contacts/placeholders.ts';
import { hasDigest, type SuppressionEntries } from '../contacts/suppression-entries.ts';
import { compilePeriod, INSIDE, type PeriodState } from '../costs/tally/period.ts';
import type { FieldAnswers } from '../judging/field-judge.ts';
import { followUpDay } from '../judging/follow-up.ts';
import { compileRulebook, type Judge } from '../judging/judge.ts';
import type { FieldReference } from '../model/condition.ts';
import type { Cell, Day, Notation, Reading } from '../model/lead.ts';
import type { Field, Rulebook } from '../model/rulebook.ts';
import type { Verdict } from '../model/verdict.ts';
import { hashText } from '../records/hash64.ts';
import { cellText, isPlainCell, type RecordBatch } from '../records/record-batch.ts';
import { compileCellParser, partOf } from '../values/cell.ts';
import { compileWeigh, type Weigh } from '../values/combine.ts';
import { emailDomain } from '../values/field-types/email.ts';
import type { JudgingRules, ListPlan } from './job.ts';

/** A field of one lead: its cell, and what that means. */
export interface FieldCell {
  /** Where it was found in the list, from 0; absent where no column carries the field. */
  readonly column?: number;
  readonly cell: Cell;
  readonly reading: Reading;
}

/** One lead: the cell of each field by name. */
export type LeadCells = (field: string) => FieldCell;

/** Addresses that are nobody's. */
const NOBODYS: ReadonlySet<string> = new Set(PLACEHOLDERS);

const ABSENT: FieldCell = { cell: { text: '', plain: false }, reading: { kind: 'absent' } };

/** Reads a cell of a field; `places` is how far the header of its column moves the point of numbers. */
export type ReadCell = (field: string, cell: Cell, places?: number) => Reading;

/** Step 1: cells → readings. A cell is read as the type of its field says. */
export function compileReadings(rulebook: Rulebook, { locale, dates }: Notation): ReadCell {
  const { blankAlso } = rulebook;
  const fields = fieldsByName(rulebook);
  const parsers = new Map<string, (cell: Cell) => Reading>();
  return (name, cell, moved = 0) => {
    const field = fields.get(name);
    if (field === undefined) return ABSENT.reading;
    const places = field.type === 'number' ? moved : 0;
    const key = `${places} ${name}`;
    const parse = parsers.get(key) ?? compileCellParser(field, { locale, dates, places, blankAlso });
    parsers.set(key, parse);
    return parse(cell);
  };
}

/**
 * The same for the records of a list: of the columns that carry a field, the one that counts by `compileWeigh`. What it
 * makes is read when it is asked for, and valid as long as the batch.
 */
export function compileLeads(
  rulebook: Rulebook,
  plan: Pick<ListPlan, 'columns' | 'places' | 'source' | keyof Notation>,
): (batch: RecordBatch, record: number) => LeadCells {
  const fields = fieldsByName(rulebook);
  const read = compileReadings(rulebook, plan);

  function readField(name: string, batch: RecordBatch, record: number): FieldCell {
    const field = fields.get(name);
    if (field === undefined) return ABSENT;
    const columns = plan.columns.get(name);
    if (columns === undefined) {
      if (name !== 'source' || plan.source === undefined) return ABSENT;
      const cell = { text: plan.source, plain: false };
      return { cell, reading: read(name, cell) };
    }
    const cells = columns.map((column): FieldCell => {
      const cell = { text: cellText(batch, record, column), plain: isPlainCell(batch, record, column) };
      return { column, cell, reading: read(name, cell, plan.places.get(column)) };
    });
    return heaviest(cells, compileWeigh(field));
  }

  return (batch, record) => {
    const known = new Map<string, FieldCell>();
    return name => {
      const cell = known.get(name) ?? readField(name, batch, record);
      known.set(name, cell);
      return cell;
    };
  };
}

/** The first of those that weigh most. */
function heaviest(cells: readonly FieldCell[], weigh: Weigh): FieldCell {
  const [first = ABSENT, ...others] = cells;
  return others.reduce((best, next) => (weigh(next.reading) > weigh(best.reading) ? next : best), first);
}

/** Step 2: readings → answers to all that the rulebook asks, in the order of the judge's fields. */
export function answerFields(
  { fields }: Judge,
  readingOf: (field: string) => Reading,
): readonly FieldAnswers[] {
  return fields.map(({ field, answer }) => answer(readingOf(field.name)));
}

/** A lead with its verdict, and what is said of it beside the verdict. */
export interface PlainRow {
  /** As if it repeated no other lead. */
  readonly verdict: Verdict;
  /** The day by which it is to be followed up; absent where its stage asks for none. */
  readonly followUpBy: Day | undefined;
  /** `list:row` of the earliest earlier lead that it repeats. */
  readonly duplicateOf: string | undefined;
  /** What each do-not-contact list says of it. */
  readonly lookedUp: readonly LookedUp[];
  /** Where it lies in respect of the period of the costs. */
  readonly inside: PeriodState;
}

/** All steps, the third being `Judge.verdict` (answers → parts of the verdict → verdict), for the leads of a run in their order: one may repeat another. */
export interface PlainJudge {
  /** Names of the fields that a verdict depends on. */
  readonly fields: readonly string[];
  judge(lead: LeadCells, place: LeadPlace): PlainRow;
  /** What is to be warned of once all are judged. */
  warnings(): readonly string[];
}

export interface LeadPlace {
  /** The list's name. */
  readonly list: string;
  readonly row: number;
}

/** Starts the judging of the leads of a run. Its memory grows with the values of the dedupe keys. */
export function startPlainJudge(rules: JudgingRules): PlainJudge {
  const { rulebook, asOf, costs } = rules;
  const judge = compileRulebook(rulebook, { asOf });
  const lookUp = compileLookUp(rules);
  const period = costs?.period;
  const isInside = compilePeriod(costs);
  const duplicates = startDuplicates(rules);
  return {
    fields: judge.fields.map(({ field }) => field.name),
    judge(lead, place) {
      const readingOf = (field: string) => lead(field).reading;
      const lookedUp = lookUp(lead);
      const suppressed = lookedUp.includes('met');
      const verdict = judge.verdict(answerFields(judge, readingOf), { suppressed });
      const { followUp } = verdict;
      const from = followUp?.from === undefined ? undefined : readingOf(followUp.from);
      return {
        verdict,
        followUpBy: followUp && followUpDay(followUp, { asOf, from }),
        duplicateOf: duplicates.find(lead, place),
        lookedUp,
        inside: period === undefined ? INSIDE : isInside(readingOf(period.field)),
      };
    },
    warnings: duplicates.warnings,
  };
}

/** The first lead that had a value of a dedupe key. */
interface FirstLead {
  /** Its number in the run. */
  readonly number: number;
  readonly name: string;
  leads: number;
}

/** A lead repeats the earliest lead that had an equal value in one of the keys. */
function startDuplicates(rules: JudgingRules) {
  const keys = dedupeKeys(rules);
  const valuesOf = compileKeys(rules);
  const firsts = keys.map(() => new Map<string, FirstLead>());
  let number = 0;
  return {
    find(lead: LeadCells, { list, row }: LeadPlace): string | undefined {
      number += 1;
      let earliest: FirstLead | undefined;
      for (const [key, value] of valuesOf(lead).entries()) {
        if (value === undefined) continue;
        const first = firsts[key]?.get(value);
        if (first === undefined) firsts[key]?.set(value, { number, name: `${list}:${row}`, leads: 1 });
        else {
          first.leads += 1;
          if (earliest === undefined || first.number < earliest.number) earliest = first;
        }
      }
      return earliest?.name;
    },
    warnings: () =>
      firsts.flatMap((known, key) =>
        [...known.values()]
          .filter(({ leads }) => leads > MOST_SHARED)
          .map(({ leads, name }) => warnOfShared(keys[key] ?? [], { leads, first: name })),
      ),
  };
}

/** What a do-not-contact list says of a lead: it has it, it has not, or the lead has nothing to be looked up by. */
export type LookedUp = 'met' | 'unmet' | 'unknown';

/** Makes the function that asks each do-not-contact list about a lead. */
function compileLookUp({ rulebook, suppression }: JudgingRules): (lead: LeadCells) => readonly LookedUp[] {
  if (suppression === undefined) return () => [];
  const { keys, lists } = suppression;
  const fields = fieldsByName(rulebook);
  const hash = new Uint32Array(2);

  function ask(lead: LeadCells, { key, entries }: { key: number; entries: SuppressionEntries }): LookedUp {
    const { reference, kind } = keys[key] as (typeof keys)[number];
    const own = textOf(lead, reference, fields);
    const { reading } = lead(reference.field);
    const others = 'others' in reading ? (reading.others ?? []) : [];
    const values = [own ?? [], kind === 'domain' ? others.map(emailDomain) : others].flat();
    const set = entries.byKey[key];
    const isMet = values.some(value => {
      hashText(value, hash, 0);
      if (set !== undefined && hasHash(set, hash[0] ?? 0, hash[1] ?? 0)) return true;
      return kind !== 'domain' && hasDigest(entries, value);
    });
    if (isMet) return 'met';
    return own === undefined ? 'unknown' : 'unmet';
  }

  return lead =>
    lists.map(list => {
      const answers = list.keys.map(key => ask(lead, { key, entries: list.entries }));
      return (['met', 'unmet'] as const).find(answer => answers.includes(answer)) ?? 'unknown';
    });
}

/** Makes the function that says whether a lead may not be contacted: a do-not-contact list has one of its keys. */
export function compileSuppressed(rules: JudgingRules): (lead: LeadCells) => boolean {
  const lookUp = compileLookUp(rules);
  return lead => lookUp(lead).includes('met');
}

/** Makes the function that gives a lead's values of the keys that duplicates are found by; undefined where one is not known. */
export function compileKeys(rules: JudgingRules): (lead: LeadCells) => readonly (string | undefined)[] {
  const keys = dedupeKeys(rules);
  const fields = fieldsByName(rules.rulebook);
  return lead =>
    keys.map(key => {
      const values = key.map(reference => keyValue(textOf(lead, reference, fields), reference, fields));
      return values.includes(undefined) ? undefined : JSON.stringify(values);
    });
}

/** A value as duplicates are compared by it; undefined for an address that is nobody's. */
function keyValue(
  value: string | undefined,
  { field, part }: FieldReference,
  fields: ReadonlyMap<string, Field>,
): string | undefined {
  const type = fields.get(field)?.type;
  if (value === undefined || (type === 'email' && part === undefined && NOBODYS.has(value))) return undefined;
  return type === 'text' && isFirmField(field) ? firmKey(value) : value;
}

function textOf(
  lead: LeadCells,
  reference: FieldReference,
  fields: ReadonlyMap<string, Field>,
): string | undefined {
  const field = fields.get(reference.field);
  if (field === undefined) return undefined;
  const reading = partOf(lead(reference.field).reading, reference, field);
  return reading.kind === 'value' ? String(reading.value) : undefined;
}

function fieldsByName({ fields }: Rulebook): ReadonlyMap<string, Field> {
  return new Map(fields.map(field => [field.name, field]));
}
