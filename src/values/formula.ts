import { isWhiteSpace, trim } from './white-space.ts';

const GUARD = "'";
const FORMULA_STARTS = new Set(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
const NUMBER = /^[+-]?[0-9][0-9 .,]*%?$/;
const PHONE = /^\+[0-9][0-9 ()./-]{5,}$/;
const TAB = 0x09;
const CARRIAGE_RETURN = 0x0d;

/** Characters that take no room on screen, so that what follows them looks like the start of the cell. */
function isZeroWidth(unit: number): boolean {
  return (
    unit === 0xad ||
    unit === 0x061c ||
    unit === 0x180e ||
    (unit >= 0x200b && unit <= 0x200f) ||
    (unit >= 0x202a && unit <= 0x202e) ||
    (unit >= 0x2060 && unit <= 0x206f) ||
    unit === 0xfeff
  );
}

/** A TAB or CR counts only before something visible: a cell of nothing else runs nothing, and trims to nothing. */
function opensFormula(text: string, from: number): boolean {
  let tabbed = false;
  for (let position = from; position < text.length; position++) {
    const unit = text.charCodeAt(position);
    tabbed ||= unit === TAB || unit === CARRIAGE_RETURN;
    if (!isWhiteSpace(unit) && !isZeroWidth(unit)) return tabbed || FORMULA_STARTS.has(text.charAt(position));
  }
  return false;
}

/**
 * Whether a spreadsheet may run the cell as a formula: after spaces and zero-width characters it starts with
 * `= + - @`, one of their full-width forms, TAB or CR, and is as a whole neither a number nor a phone number.
 * Whether it is blank by the rulebook is the caller's question.
 */
export function startsFormula(text: string): boolean {
  if (!opensFormula(text, 0)) return false;
  const whole = trim(text);
  return !NUMBER.test(whole) && !PHONE.test(whole);
}

/**
 * A trimmed cell without the one `'` that guards a formula character, and trimmed again; else the cell itself. The
 * TAB of a guarded `TAB'=1` is trimmed away, and the guard under it goes as it does from the cell before guarding.
 */
export function dropGuard(text: string): string {
  let rest = text;
  while (rest.startsWith(GUARD) && opensFormula(rest, 1)) rest = trim(rest.slice(1));
  return rest;
}
