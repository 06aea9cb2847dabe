import type { Literal } from '../model/condition.ts';
import type { Field, FieldType } from '../model/rulebook.ts';
import { parseIsoDay } from './day.ts';
import { compileBoolean } from './field-types/boolean.ts';
import { domainForm } from './field-types/email.ts';
import { parsePlainNumber } from './field-types/number.ts';
import { compilePhone } from './field-types/phone.ts';
import { compileAliases } from './field-types/text.ts';
import { fold } from './fold.ts';
import { trim } from './white-space.ts';

type LiteralParser = (source: string, field: Field | undefined) => Literal | undefined;

const lowerCase: LiteralParser = source => source.toLowerCase();

/** How each type of field reads a literal, trimmed, and what a literal of the type is. */
const LITERALS: Readonly<Record<FieldType, { readonly parse: LiteralParser; readonly what: string }>> = {
  text: {
    parse: (source, field) => {
      // A text that is asked of an address, or of a web address, is its domain.
      const isDomain = field?.type === 'email' || field?.type === 'url';
      if (isDomain) return domainForm(source) || fold(source);
      return compileAliases(field?.type === 'text' ? field : undefined)(fold(source));
    },
    what: 'a text',
  },
  number: { parse: source => parsePlainNumber(source), what: 'a plain number such as 0.5' },
  date: { parse: parseIsoDay, what: 'a date such as 2026-11-01' },
  boolean: {
    parse: (source, field) => {
      const reading = compileBoolean(field?.type === 'boolean' ? field : undefined)(fold(source));
      return reading.kind === 'value' ? reading.value : undefined;
    },
    what: 'true or false',
  },
  email: { parse: lowerCase, what: 'a text' },
  url: { parse: lowerCase, what: 'a text' },
  phone: {
    parse: (source, field) => {
      const reading = compilePhone(field?.type === 'phone' ? field.region : undefined)(source);
      return reading.kind === 'value' ? reading.value : undefined;
    },
    what: 'a phone number such as +33612345678',
  },
};

/**
 * A rulebook's literal in the form of the values it is compared with: plain numbers and ISO dates in every locale,
 * text folded and through the field's aliases, addresses lower-cased (and not checked, since a part of one is a
 * literal too), phone numbers in E.164. Whether a text is one of the field's `values` is not asked here.
 */
export function parseLiteral(
  source: string,
  type: FieldType,
  field: Field | undefined,
): { readonly value: Literal } | { readonly problem: string } {
  const { parse, what } = LITERALS[type];
  const value = parse(trim(source), field);
  return value === undefined ? { problem: `\`${source}\` is not ${what}` } : { value };
}
