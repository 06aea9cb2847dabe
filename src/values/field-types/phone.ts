import { createRequire } from 'node:module';
import type { CountryCode } from 'libphonenumber-js/min';
import type { Locale, Reading } from '../../model/lead.ts';
import { invalidReading, valueReading } from '../reading.ts';
import { WHITE_SPACE } from '../white-space.ts';

type PhoneNumbers = typeof import('libphonenumber-js/min');

/** More than any number with its punctuation. */
const LONGEST = 100;
const WRITTEN = new RegExp(`^[${WHITE_SPACE}(]*\\+?[0-9${WHITE_SPACE}().\\-/]+$`);
const NOT_WRITTEN = /[^0-9+]/g;
const NOT_PHONE = invalidReading('not a phone number');
const NO_REGION = invalidReading('not an international phone number, and its field has no region');

let loaded: PhoneNumbers | undefined;

/** The numbering plans are large: they are loaded when the first phone number or region is read. */
function phoneNumbers(): PhoneNumbers {
  loaded ??= createRequire(import.meta.url)('libphonenumber-js/min') as PhoneNumbers;
  return loaded;
}

/** Whether the text is an ISO 3166 region, in capitals, whose national numbers can be read. */
export function isPhoneRegion(text: string): boolean {
  return phoneNumbers().isSupportedCountry(text);
}

/** The region of a locale that is one country's; English is written everywhere. */
const REGIONS: Readonly<Record<Locale, string | undefined>> = {
  en: undefined,
  'en-GB': 'GB',
  fr: 'FR',
  pl: 'PL',
};
/** What exports and people write before a number: Facebook's leads have `p:`. */
const PREFIX = /^(?:p|t|m|tel|phone|mob|mobile|tél|téléphone|telefon)\.?\s*:\s*/i;

/** The region that national numbers are read in: the field's, or else that of the list's locale. */
export function phoneRegion(region: string | undefined, locale: Locale): string | undefined {
  return region ?? REGIONS[locale];
}

/** A function from a trimmed text to its number in E.164; national numbers are read in the region. */
export function compilePhone(region: string | undefined): (text: string) => Reading {
  return written => {
    const text = written.replace(PREFIX, '');
    if (text.length > LONGEST || !WRITTEN.test(text)) return NOT_PHONE;
    const digits = text.replace(NOT_WRITTEN, '');
    const number = possibleNumber(digits, region) ?? prefixedNumber(digits);
    if (number !== undefined) return valueReading(number);
    return region === undefined && !/^(?:\+|00)/.test(digits) ? NO_REGION : NOT_PHONE;
  };
}

/** 00 dials abroad nearly everywhere, and is tried where the region's own way to read the number fails. */
function prefixedNumber(digits: string): string | undefined {
  return digits.startsWith('00') ? possibleNumber(`+${digits.slice(2)}`, undefined) : undefined;
}

function possibleNumber(digits: string, region: string | undefined): string | undefined {
  const number = phoneNumbers().parsePhoneNumberFromString(digits, {
    extract: false,
    ...(region !== undefined && { defaultCountry: region as CountryCode }),
  });
  return number?.isPossible() === true ? number.number : undefined;
}
