import { compileRulebook, type Judge } from '../judging/judge.ts';
import { CannotRun } from '../model/errors.ts';
import type { Cell, Day, Notation, Reading } from '../model/lead.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { Verdict } from '../model/verdict.ts';
import { parseIsoDay } from '../values/day.ts';
import { suggestName } from '../values/nearest.ts';
import { answerFields, compileReadings, type ReadCell } from './plain.ts';

/** What a lead has in a field: text as a list would have it, or a number or an answer as JSON has them; null is blank. */
export type LeadValue = string | number | boolean | null | undefined;

export interface JudgeLeadOptions {
  /** The day that ages and dates are counted from: `2026-11-01`, or days since 1970-01-01. */
  readonly asOf: string | Day;
  /** How the texts are written; by default as the rulebook says. */
  readonly notation?: Notation;
  /** Whether the lead is on a do-not-contact list; by default it is not. */
  readonly suppressed?: boolean;
}

/**
 * Judges one lead by a rulebook, as `leadsieve qualify` judges a row that repeats no other. The lead has its values by the
 * names of the rulebook's fields; a field that it does not name is blank. Scores are in hundredths of a point. What was
 * compiled of a rulebook is kept with it for the last day and notation.
 *
 * @throws CannotRun where the lead names a field that the rulebook does not have, or `asOf` is not a day
 */
export function judgeLead(
  rulebook: Rulebook,
  lead: Readonly<Record<string, LeadValue>>,
  { asOf, notation = rulebook, suppressed = false }: JudgeLeadOptions,
): Verdict {
  refuseUnknownFields(rulebook, Object.keys(lead));
  const { judge, read } = compile(rulebook, { asOf: dayOf(asOf), notation });
  const values = new Map(Object.entries(lead));
  const readingOf = (field: string): Reading => {
    const value = values.get(field) ?? undefined;
    return value === undefined ? { kind: 'blank' } : read(field, cellOf(value));
  };
  return judge.verdict(answerFields(judge, readingOf), { suppressed });
}

function cellOf(value: string | number | boolean): Cell {
  return { text: String(value), plain: typeof value === 'number' };
}

interface Compiled {
  readonly key: string;
  readonly judge: Judge;
  readonly read: ReadCell;
}

const COMPILED = new WeakMap<Rulebook, Compiled>();

function compile(
  rulebook: Rulebook,
  { asOf, notation }: { readonly asOf: Day; readonly notation: Notation },
): Compiled {
  const key = [asOf, notation.locale, notation.dates].join(' ');
  const known = COMPILED.get(rulebook);
  if (known?.key === key) return known;
  const judge = compileRulebook(rulebook, { asOf });
  const compiled = { key, judge, read: compileReadings(rulebook, notation) };
  COMPILED.set(rulebook, compiled);
  return compiled;
}

/** A day as callers of the library give it. Throws CannotRun where it is none. */
export function dayOf(asOf: string | Day): Day {
  const day = typeof asOf === 'string' ? parseIsoDay(asOf) : asOf;
  if (day !== undefined && Number.isInteger(day)) return day;
  const message = `asOf ${asOf} is not a day`;
  throw new CannotRun([
    { severity: 'error', code: 'bad-option', message, fix: 'write a day as in 2026-11-01' },
  ]);
}

function refuseUnknownFields({ name, fields }: Rulebook, named: readonly string[]): void {
  const names = fields.map(field => field.name);
  const unknown = named.filter(field => !names.includes(field));
  if (unknown.length === 0) return;
  throw new CannotRun(
    unknown.map(field => ({
      severity: 'error',
      code: 'unknown-field',
      message: `rulebook ${name} has no field ${field}`,
      fix: suggestName(field, names),
    })),
  );
}
