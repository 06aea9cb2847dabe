import { type Cell, LOCALES, type Locale } from '../../model/lead.ts';
import type { FieldType } from '../../model/rulebook.ts';
import { fold } from '../../values/fold.ts';
import { normaliseHeader } from '../../values/header.ts';
import type { Known } from './draft-known-fields.ts';
import type { Match } from './draft-matches.ts';
import { countCells, plainField, shareRead } from './draft-readings.ts';

/** How the numbers and dates of a list are written, and by what that was seen. */
export interface DraftLocale {
  readonly locale: Locale;
  /** Cells of numbers and dates that read under each locale. */
  readonly read: Readonly<Record<Locale, number>>;
  /** Filled cells of the columns of numbers and dates. */
  readonly filled: number;
  /** Whether no other locale reads as many. */
  readonly isDecided: boolean;
}

const LOCAL_TYPES = ['number', 'date'] as const;
const TYPICAL = 0.8;

/** Words of headers that are written in one language only, folded. */
const WORDS: Readonly<Record<Exclude<Locale, 'en'>, ReadonlySet<string>>> = {
  fr: wordsOf(`
    nom prenom societe raison sociale entreprise fonction poste courriel adresse telephone portable effectif effectifs
    salaries chiffre affaires secteur activite ville pays codepostal postal provenance origine civilite siren siret naf
    besoin montant achat derniere dernier creation accord consentement rue departement canal prevue prevu de du`),
  pl: wordsOf(`
    imie nazwisko firma stanowisko telefon adres liczba pracownikow zatrudnienie przychod obrot branza miasto kraj
    kod pocztowy zrodlo nip regon pkd budzet potrzeba zgoda kwota data utworzenia ostatnia ostatni aktywnosc kontaktu
    wojewodztwo ulica`),
};

/** Numbers have no other way than a locale's, dates may have formats of their own: so numbers count first. */
const NUMBERS_APART = 0.01;

type Tally = Record<Locale, number>;

/** The locale that reads most numbers, then most dates; of equal ones that of the headers' language, then `en`. */
export function chooseLocale(matches: readonly Match[], known: Known): DraftLocale {
  const numbers: Tally = { en: 0, fr: 0, pl: 0 };
  const dates: Tally = { en: 0, fr: 0, pl: 0 };
  const filled = { number: 0, date: 0 };
  for (const { column, name } of matches) {
    const type = typeOf(column.cells, name === undefined ? undefined : known.fields.get(name)?.field.type);
    if (type === undefined) continue;
    const field = plainField(type);
    for (const locale of LOCALES) {
      const count = countCells(column.cells, field, locale);
      (type === 'number' ? numbers : dates)[locale] += count.read;
      if (locale === 'en') filled[type] += count.filled;
    }
  }
  const mostNumbers = Math.max(...LOCALES.map(locale => numbers[locale]));
  const reading = LOCALES.filter(locale => numbers[locale] >= mostNumbers - filled.number * NUMBERS_APART);
  const total = (locale: Locale) => numbers[locale] + dates[locale];
  const most = Math.max(...reading.map(total));
  const best = reading.filter(locale => total(locale) === most);
  const spoken = languageOf(matches);
  return {
    locale: best.includes(spoken) ? spoken : (best[0] ?? 'en'),
    read: { en: total('en'), fr: total('fr'), pl: total('pl') },
    filled: filled.number + filled.date,
    isDecided: best.length === 1,
  };
}

/** Whether a column is one of numbers or of dates, by its cells and by what its header means. */
function typeOf(cells: readonly Cell[], type: FieldType | undefined): 'number' | 'date' | undefined {
  const types = LOCAL_TYPES.filter(local => type === undefined || type === local);
  return types.find(local => shareRead(cells, plainField(local)) >= TYPICAL);
}

/** The language of the headers, by the words that only one has. */
function languageOf(matches: readonly Match[]): Locale {
  const words = matches.flatMap(({ column }) => normaliseHeader(column.header).split(' '));
  const [fr, pl] = [WORDS.fr, WORDS.pl].map(own => words.filter(word => own.has(word)).length);
  if ((fr ?? 0) === 0 && (pl ?? 0) === 0) return 'en';
  return (pl ?? 0) > (fr ?? 0) ? 'pl' : 'fr';
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(fold(text).split(' '));
}
