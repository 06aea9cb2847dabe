/** The values of rulebook.yaml and how its cells are read, as somebody writes them who has only JavaScript. */

export const BLANK = new Set([
  ...['', '-', '--', 'n/a', 'na', 'null', 'none', 'nan', '#n/a', 'nc', 'nd', 'unknown', 'inconnu', 'brak'],
  ...['non renseigne', 'non renseigné'],
]);
export const YES = ['yes', 'true', '1', 'y', 'x', 'oui', 'vrai', 'tak', 'prawda'];

/** In regular expressions, since that is how whole words are found, with and without accents. */
export const DECIDERS =
  'ceo|cto|cfo|coo|cio|chief|founder|fondatrice|owner|pr[eé]sident|managing director|director|head of|vp|g[eé]rante?|pdg|' +
  'directeur|directrice|prezes|w[lł]a[sś]ciciel|dyrektor|gesch[aä]ftsf[uü]hrer(?:in)?|inhaber';
export const JUNIORS = 'assistant|assistante|asystentka|deputy|junior|intern|stagiaire';
export const NEEDS = 'd[eé]mo|trial|pricing|quote|devis|cen[eę]';

export const SOON = ['immediately', 'asap', 'this month', 'this quarter', '< 3 months', '1-3 months'];
export const RIVALS = ['rival-planning.example', 'other-rival.example', 'rywal.pl.example'];
export const FREE_MAIL = [
  ...['mailbox.example', 'courrier.example', 'poczta.example', 'postfach.example', 'webmail.example'],
  ...['freemail.example', 'quickmail.example'],
];
export const MAKERS = [
  ...[
    'manufacturing',
    'industrie',
    'produkcja',
    'fertigung',
    'logistics',
    'logistique',
    'logistyka',
    'logistik',
  ],
  ...[
    'construction',
    'batiment',
    'bâtiment',
    'budownictwo',
    'automotive',
    'automobile',
    'food & beverage',
    'agroalimentaire',
  ],
  ...['spozywczy', 'spożywczy', 'chemicals', 'chimie'],
];
export const MARKETS = [
  ...[
    'france',
    'fr',
    'germany',
    'de',
    'deutschland',
    'allemagne',
    'niemcy',
    'poland',
    'pl',
    'polska',
    'pologne',
  ],
  ...[
    'belgium',
    'be',
    'belgique',
    'belgie',
    'belgië',
    'austria',
    'osterreich',
    'österreich',
    'switzerland',
    'suisse',
    'schweiz',
  ],
  ...['luxembourg', 'netherlands', 'nederland', 'nl'],
];
export const INBOUND = ['referral', 'webinar', 'organic search', 'partner'];
export const COLD = ['purchased list', 'direct'];

/** Other spellings of a source. */
export const SOURCE_ALIASES = {
  google: 'google ads',
  adwords: 'google ads',
  'linkedin ads': 'linkedin',
  li: 'linkedin',
  organic: 'organic search',
  seo: 'organic search',
  'broker list': 'purchased list',
  webinaire: 'webinar',
  webinarium: 'webinar',
  recommandation: 'referral',
  polecenie: 'referral',
  salon: 'trade fair',
  targi: 'trade fair',
  fb: 'facebook',
  meta: 'facebook',
};

/** What a stage counts as, where it is not on the ladder itself. */
export const COUNTS_AS = { 'no-fit': 'disqualified', nurture: 'prospect' };

export { AS_OF } from './lead-list.mjs';
