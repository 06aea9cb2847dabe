import { fold } from '../../values/fold.ts';

/**
 * Words beside a known header that leave its meaning as it is, folded. All others may turn it or move it to somebody or
 * some time else (`owner email`, `last purchase date`, `no need`): a header that has one is not taken by a part of it.
 */
const NEUTRAL = wordsOf(`
  contact main primary principal work business professional pro direct person prospect decision maker the of their
  estimated est planned expected approx approximate available annual yearly range verified address number
  in excl incl vat tax net gross eur euro euros usd gbp pln chf zl
  k k€ ke keur kpln m€ meur mln mio thousand thousands 000s million millions millier milliers tys tysiace tysiecy
  dirigeant dirigeante dirigeants interlocuteur decideur du de la le les des d l en principale professionnel
  professionnelle directe nominatif nominative estime estimee prevu prevue alloue allouee envisage envisagee disponible
  indicatif annuel annuelle salarie salaries tranche ht ttc hors taxe taxes fixe bureau numero adresse occupe occupee
  personne exprime exprimee actuel actuelle libelle intitule
  kontaktowy kontaktowa kontaktowe osoby osoba do kontaktu kontaktowej sluzbowy sluzbowa sluzbowe glowny glowna glowne
  bezposredni bezposrednia szacowany szacowana szacunkowy szacunkowa planowany planowana przewidywany przewidywana
  dostepny roczny roczna w netto brutto numer nr adres stacjonarny komorkowy decydenta decydent zajmowane pelny pelna`);

/** Words that name the company: they leave what is the company's as it is, but an address is then not the lead's. */
const OF_THE_COMPANY = wordsOf(`
  company organization organisation corporate headquarters hq account
  entreprise societe etablissement siege standard client firmy firma firmowy firmowa spolki przedsiebiorstwa`);

/** Headers that mean a field only where they stand alone. */
const ALONE = wordsOf(`
  date data creation created nom nazwa title titre function position source origin canal channel kanal campaign platform
  portable mobile tiers account ca montants plans projet objective designation wartosc refus opposition`);
const SHORTEST = 3;

/**
 * The longest of some known headers that stands in a header whose other words leave its meaning as it is.
 * Undefined where there is none. All are normalised.
 */
export function partOfHeader(
  normal: string,
  { headers, isPersonal }: { readonly headers: readonly string[]; readonly isPersonal: boolean },
): string | undefined {
  return partsOf(normal, headers).find(part => {
    const others = ` ${normal} `
      .replace(` ${part} `, '  ')
      .split(' ')
      .filter(word => word !== '');
    return others.every(
      word => NEUTRAL.has(word) || /^[0-9]{1,4}$/.test(word) || (!isPersonal && OF_THE_COMPANY.has(word)),
    );
  });
}

/** Whether a known header stands in a header, whatever the rest says. */
export function holdsHeader(normal: string, headers: readonly string[]): boolean {
  return partsOf(normal, headers).length > 0;
}

/** Longest first. */
function partsOf(normal: string, headers: readonly string[]): readonly string[] {
  return headers
    .filter(part => part.length >= SHORTEST && !ALONE.has(part) && ` ${normal} `.includes(` ${part} `))
    .sort((one, other) => other.length - one.length);
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(fold(text).split(' '));
}

/** Keys of nested JSON that only say where something is kept. */
const CONTAINERS = wordsOf(`
  contact person lead prospect company organization properties attributes data fields custom profile details info
  address engagement activity marketing email phone
  personne entreprise societe coordonnees adresse activite osoba kontakt firma adres aktywnosc dane`);

/** Whether the keys before the last of a nested JSON key leave its meaning as it is. */
export function standsInContainer(keys: string, { isPersonal }: { readonly isPersonal: boolean }): boolean {
  return keys
    .split(' ')
    .every(key => (CONTAINERS.has(key) || NEUTRAL.has(key)) && !(isPersonal && OF_THE_COMPANY.has(key)));
}
