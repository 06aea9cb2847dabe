import { fold } from '../../values/fold.ts';

let codes: ReadonlySet<string> | undefined;

/** All ISO 4217 codes that this runtime knows. */
export function currencyCodes(): ReadonlySet<string> {
  codes ??= new Set(Intl.supportedValuesOf('currency'));
  return codes;
}

/** Folded signs and words, and the currencies they may stand for; the first is meant where nothing says otherwise. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  '€': ['EUR'],
  euro: ['EUR'],
  euros: ['EUR'],
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'TWD', 'CLP', 'COP', 'ARS'],
  us$: ['USD'],
  ca$: ['CAD'],
  c$: ['CAD'],
  a$: ['AUD'],
  au$: ['AUD'],
  nz$: ['NZD'],
  hk$: ['HKD'],
  s$: ['SGD'],
  mx$: ['MXN'],
  r$: ['BRL'],
  '£': ['GBP'],
  '¥': ['JPY', 'CNY'],
  '￥': ['JPY', 'CNY'],
  zl: ['PLN'],
  zloty: ['PLN'],
  zlotych: ['PLN'],
  kc: ['CZK'],
  ft: ['HUF'],
  lei: ['RON'],
  лв: ['BGN'],
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
  fr: ['CHF'],
  'fr.': ['CHF'],
  sfr: ['CHF'],
  '₹': ['INR'],
  '₴': ['UAH'],
  '₺': ['TRY'],
  '₽': ['RUB'],
  '₩': ['KRW'],
  '₪': ['ILS'],
};
/** Signs of several currencies of which none is meant before the others. */
const UNDECIDED: ReadonlySet<string> = new Set(['kr']);

/** The currencies that a code, sign or word may stand for, the likeliest first; undefined if it is none. */
export function currenciesOf(text: string): readonly string[] | undefined {
  const code = text.trim().toUpperCase();
  if (currencyCodes().has(code)) return [code];
  const folded = fold(text);
  return Object.hasOwn(SIGNS, folded) ? SIGNS[folded] : undefined;
}

/** The ISO 4217 code that a text is or stands for, such as `PLN` for `zł`; undefined where it is none or not one alone. */
export function parseCurrency(text: string): string | undefined {
  return UNDECIDED.has(fold(text)) ? undefined : currenciesOf(text)?.[0];
}

/** What stands at the start or the end of a cell beside its figures: letters, signs of currencies, dots between. */
const BEFORE = /^([+\-−]?)\s*([\p{L}\p{Sc}.]*[\p{L}\p{Sc}]\.?)\s*([+\-−]?)\s*(?=[0-9.,])/u;
const AFTER = /(?<=[0-9.,'’kKmM)])\s*(\p{Sc}|[\p{L}\p{Sc}]{1,8}\.?)\s*$/u;
/** A sign right behind a suffix: `12k€`. */
const SWISS_GROUPS = /^([+\-−]?)([0-9]{1,3}(?:['’][0-9]{3})+(?:[.,][0-9]+)?)$/;

/** A cell's figures without its currency, and the currencies that this may be; undefined if two contradict each other. */
export function splitMoney(
  text: string,
): { readonly figures: string; readonly currencies?: readonly string[] } | undefined {
  const trimmed = text.replace(/[\s\u00a0\u202f\u2009]+/g, ' ').trim();
  const before = BEFORE.exec(trimmed);
  const first = before === null ? undefined : currenciesOf(before[2] ?? '');
  const headless =
    before === null || first === undefined
      ? trimmed
      : `${before[1] ?? ''}${before[3] ?? ''}${trimmed.slice(before[0].length)}`;
  const after = AFTER.exec(headless);
  const last = after === null ? undefined : currenciesOf(after[1] ?? '');
  const figures = after === null || last === undefined ? headless : headless.slice(0, after.index).trim();
  const plain = SWISS_GROUPS.test(figures) ? figures.replace(/['’]/g, '') : figures;
  if (first === undefined && last === undefined) return { figures: plain };
  if (first === undefined || last === undefined) return { figures: plain, currencies: first ?? last ?? [] };
  const both = first.filter(code => last.includes(code));
  return both.length === 0 ? undefined : { figures: plain, currencies: both };
}
