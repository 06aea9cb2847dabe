import type { Reading } from '../../model/lead.ts';
import type { TextField } from '../../model/rulebook.ts';
import { invalidReading, valueReading } from '../reading.ts';

const OUTSIDE_DOMAIN = invalidReading("not one of the field's values");

/** A function from a folded text to the value it is an alias of, or the text itself. */
export function compileAliases(field: TextField | undefined): (folded: string) => string {
  const targets = new Map((field?.aliases ?? []).map(({ from, to }) => [from, to]));
  return folded => targets.get(folded) ?? folded;
}

/** The reader of a text field's cells, folded and not blank. */
export function compileText(field: TextField): (folded: string) => Reading {
  const resolve = compileAliases(field);
  const domain = field.values === undefined ? undefined : new Set(field.values);
  return folded => {
    const value = resolve(folded);
    return domain === undefined || domain.has(value) ? valueReading(value) : OUTSIDE_DOMAIN;
  };
}
