/** How other readers of YAML, of version 1.1 or 1.2, take a text without quotes that leadsieve takes as it stands. */
interface OtherReading {
  readonly written: RegExp;
  /** What they take it for; undefined where writing that out gives the same text again. */
  readonly taken: (text: string) => string | undefined;
}

/** A number to call, not one to count with: written so in every address book. */
const INTERNATIONAL_PHONE = /^\+[1-9][0-9]{6,14}$/;

const READINGS: readonly OtherReading[] = [
  { written: /^(?:[yY]|yes|Yes|YES|true|True|TRUE|on|On|ON)$/, taken: () => 'the boolean true' },
  { written: /^(?:[nN]|no|No|NO|false|False|FALSE|off|Off|OFF)$/, taken: () => 'the boolean false' },
  { written: /^(?:~|null|Null|NULL)$/, taken: () => 'nothing at all' },
  { written: /^[-+]?0[0-7_]*[0-7]$/, taken: leadingZero },
  { written: /^[-+]?0x[0-9a-fA-F_]+$/, taken: text => ofBase(text.replace('0x', ''), 16) },
  { written: /^[-+]?0o[0-7]+$/, taken: text => ofBase(text.replace('0o', ''), 8) },
  { written: /^[-+]?0b[01_]+$/, taken: text => ofBase(text.replace('0b', ''), 2) },
  { written: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+$/, taken: sexagesimal },
  { written: /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ][0-9].*)?$/, taken: () => 'a date' },
  { written: /^[-+]?\.(?:inf|Inf|INF)$/, taken: () => 'an infinite number' },
  { written: /^\.(?:nan|NaN|NAN)$/, taken: () => 'no number' },
  { written: /^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][-+]?[0-9]+$/, taken: decimal },
  { written: /^[-+]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9]+)$/, taken: decimal },
];

/** What other readers of YAML take an unquoted text for; undefined where they read the same text, or the same number. */
export function otherReading(text: string): string | undefined {
  if (INTERNATIONAL_PHONE.test(text)) return undefined;
  return READINGS.find(({ written }) => written.test(text))?.taken(text);
}

function decimal(text: string): string | undefined {
  const number = String(Number(text.replaceAll('_', '')));
  return number === text ? undefined : `the number ${number}`;
}

function ofBase(text: string, base: number): string {
  return `the number ${Number.parseInt(text.replaceAll('_', ''), base)}`;
}

/** `010` is 10 to some readers, and 8 to those of YAML 1.1. */
function leadingZero(text: string): string | undefined {
  const [ten, eight] = [decimal(text), ofBase(text, 8)];
  return ten === eight ? ten : `${ten} or ${readOctal(text)}`;
}

/** What a number with a leading zero is to readers of YAML 1.1. */
export function readOctal(text: string): number {
  return Number.parseInt(text.replaceAll('_', ''), 8);
}

/** `12:30` is 12 × 60 + 30 in YAML 1.1. */
function sexagesimal(text: string): string {
  const digits = text.replace(/^[-+]|_/g, '').split(':');
  const value = digits.reduce((sum, part) => sum * 60 + Number(part), 0);
  return `the number ${text.startsWith('-') ? -value : value}`;
}

const SAFE = /^[\p{Letter}\p{Number}][\p{Letter}\p{Number} ._/+-]*$/u;

/** A text as a value of YAML, in quotes where it would not be read as it stands. */
export function yamlText(text: string): string {
  const plain = SAFE.test(text) && text.trim() === text && otherReading(text) === undefined;
  return plain ? text : JSON.stringify(text);
}

/** One value, or several as a list. */
export function yamlTexts(texts: readonly string[]): string {
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? yamlText(only) : `[${texts.map(yamlText).join(', ')}]`;
}
