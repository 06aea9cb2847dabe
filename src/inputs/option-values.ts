import type { PreferredColumn } from '../lists/columns.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import type { Day } from '../model/lead.ts';
import { today } from '../shell/clock.ts';
import { parseIsoDay } from '../values/day.ts';

/** How many rows may be rejected: a count, or a share of all rows that never forbids the first `atLeast`. */
export type RejectionLimit =
  | { readonly kind: 'count'; readonly rows: number }
  | { readonly kind: 'share'; readonly share: number; readonly atLeast: number };

/** What is chosen for every list, and for single lists by name. */
export interface ListChoice<T> {
  readonly all?: T;
  readonly byList: ReadonlyMap<string, T>;
}

/** Gathers the faults of all options, so that they are told at once. */
export interface Faults {
  add(message: string, fix?: string): void;
  /** @throws CannotRun if anything was added */
  throwIfAny(): void;
}

export function gatherFaults(): Faults {
  const diagnostics: Diagnostic[] = [];
  return {
    add: (message, fix = '') => {
      diagnostics.push({ severity: 'error', code: 'bad-option', message, fix });
    },
    throwIfAny: () => {
      if (diagnostics.length > 0) throw new CannotRun(diagnostics);
    },
  };
}

/** The day of the run: `--as-of`, else today. */
export function parseAsOf(text: string | undefined, faults: Faults): Day {
  if (text === undefined) return today();
  const day = parseIsoDay(text);
  if (day === undefined) faults.add(`--as-of ${text} is not a day`, 'write it as 2026-11-01');
  return day ?? 0;
}

/** An option of one of a few names: `--locale fr` for every list, `--locale broker=fr` for one. */
export function parseListChoice<T extends string>(
  texts: readonly string[],
  { flag, names, what }: { readonly flag: string; readonly names: readonly T[]; readonly what: string },
  faults: Faults,
): ListChoice<T> {
  const byList = new Map<string, T>();
  let all: T | undefined;
  for (const text of texts) {
    const split = text.lastIndexOf('=');
    const name = text.slice(split + 1);
    const chosen = names.find(known => known === name);
    if (chosen === undefined)
      faults.add(`${flag} ${text}: leadsieve knows no ${what} ${name}`, `one of ${names.join(', ')}`);
    else if (split === -1) all = chosen;
    else byList.set(text.slice(0, split), chosen);
  }
  return all === undefined ? { byList } : { all, byList };
}

/** `--column FIELD=HEADER`; whether there are such fields and headers is seen when the lists are open. */
export function parseColumns(texts: readonly string[], faults: Faults): PreferredColumn[] {
  return texts.flatMap(text => {
    const split = text.indexOf('=');
    if (split > 0 && split < text.length - 1)
      return [{ field: text.slice(0, split), header: text.slice(split + 1) }];
    faults.add(
      `--column ${text} names no field and header`,
      'write it as FIELD=HEADER, such as email="E-mail address"',
    );
    return [];
  });
}

/** `--max-rejected 20` or `0.5%`; the default is one percent, but never less than ten rows. */
export function parseRejectionLimit(text: string | undefined, faults: Faults): RejectionLimit {
  if (text === undefined) return { kind: 'share', share: 0.01, atLeast: 10 };
  const [, number = '', percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  if (percent === '%') return { kind: 'share', share: Number(number) / 100, atLeast: 0 };
  if (!/^\d+$/.test(number)) faults.add(`--max-rejected ${text} is no number of rows`, 'write 20 or 0.5%');
  return { kind: 'count', rows: Number(number) };
}

/** Whether a run rejected more than it may. */
export function isOverLimit(
  limit: RejectionLimit,
  { rejected, rows }: { rejected: number; rows: number },
): boolean {
  if (limit.kind === 'count') return rejected > limit.rows;
  return rejected > Math.max(limit.atLeast, limit.share * rows);
}
