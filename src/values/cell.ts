import type { FieldReference } from '../model/condition.ts';
import type { Cell, CellNotation, Reading } from '../model/lead.ts';
import type { Field, FieldType } from '../model/rulebook.ts';
import { compileBlank } from './blank.ts';
import { compileBoolean } from './field-types/boolean.ts';
import { compileDateField } from './field-types/date.ts';
import { parseEmail } from './field-types/email.ts';
import { FIELD_TYPES } from './field-types/field-types.ts';
import { compileNumber } from './field-types/number.ts';
import { compilePhone, phoneRegion } from './field-types/phone.ts';
import { compileText } from './field-types/text.ts';
import { parseUrl } from './field-types/url.ts';
import { fold } from './fold.ts';
import { dropGuard } from './formula.ts';
import { BLANK, valueReading } from './reading.ts';
import { trim } from './white-space.ts';

export { parseAmount, parseNumber } from './field-types/number.ts';
export { parseLiteral } from './literal.ts';

/** A cell trimmed, without its guard and not blank, and the same folded, which the blank test needed. */
interface FilledCell extends Cell {
  readonly folded: string;
}

type Parser = (cell: FilledCell) => Reading;

/** How each type of field reads its cells. */
const PARSERS: {
  readonly [Type in FieldType]: (field: Field & { type: Type }, notation: CellNotation) => Parser;
} = {
  text: field => {
    const parse = compileText(field);
    return ({ folded }) => parse(folded);
  },
  number: compileNumber,
  date: compileDateField,
  boolean: field => {
    const parse = compileBoolean(field);
    return ({ folded }) => parse(folded);
  },
  email: () => cell => parseEmail(cell.text),
  url: () => cell => parseUrl(cell.text),
  phone: (field, { locale }) => {
    const parse = compilePhone(phoneRegion(field.region, locale));
    return ({ text }) => parse(text);
  },
};

/**
 * The reader of a field's cells: trim, drop the guard of a formula, blank test, then the field's type. `blankAlso`
 * are the rulebook's folded spellings of "nothing here".
 */
export function compileCellParser(
  field: Field,
  { blankAlso, ...notation }: CellNotation & { readonly blankAlso: readonly string[] },
): (cell: Cell) => Reading {
  const isBlank = compileBlank(field, blankAlso);
  const compile = PARSERS[field.type] as (field: Field, notation: CellNotation) => Parser;
  const parse = compile(field, notation);
  return cell => {
    const text = dropGuard(trim(cell.text));
    if (text === '') return BLANK;
    const folded = fold(text);
    if (isBlank(folded)) return BLANK;
    return parse({ text, folded, plain: cell.plain });
  };
}

/** The reading of a field or of its part: `email.domain` and `website.domain` are text in their field's state. */
export function partOf(reading: Reading, reference: FieldReference, field: Field): Reading {
  const domainOf = FIELD_TYPES[field.type].domainOf;
  if (reference.part === undefined || domainOf === undefined || reading.kind !== 'value') return reading;
  return valueReading(domainOf(String(reading.value)));
}
