import { normaliseHeader } from '../values/header.ts';

/** Words that speak of a refusal wherever they stand in a header, run together too, folded. */
const STEMS = [
  ...[
    'optout',
    'optedout',
    'unsubscri',
    'blacklist',
    'blackliste',
    'blocklist',
    'denylist',
    'suppress',
    'bounce',
  ],
  ...[
    'donotcall',
    'donotcontact',
    'donotemail',
    'donotmail',
    'donotphone',
    'donotmarket',
    'donotsms',
    'donottext',
  ],
  ...[
    'desinscri',
    'desabonn',
    'bloctel',
    'robinson',
    'rezygn',
    'wypisa',
    'sprzeciw',
    'widerspruch',
    'werbesperre',
  ],
];

/** Words and phrases, from the start of a word on. */
const PHRASES = [
  // English
  ...[
    'opt(?:ed|ing|s)? out',
    'do not',
    'don t',
    'dnc\\b',
    'dnd\\b',
    'c?tps\\b',
    'revo[ck]',
    'withdr[ae]w',
    'blocked\\b',
  ],
  ...[
    'no (?:more |further )?(?:calls?|contacts?|e ?mails?|mails?|mailings?|marketing|sms|texts?|newsletters?)\\b',
  ],
  ...[
    '(?:not|never|cannot|must not) (?:to )?(?:be )?(?:contact|call|phon|mail|e ?mail|text)(?!ed yet)',
    'not interested',
  ],
  ...[
    'stop (?:sms|e ?mails?|mails?|mailings?|contact|calls?|marketing|pub)\\b',
    'object(?:ed|ion to)',
    'right to object',
  ],
  ...[
    'exclu(?:de|sion)',
    '(?:spam )?complain',
    'spam\\b',
    'unwilling',
    'decline[sd]? (?:contact|marketing)',
    'quarantined',
  ],
  // French
  ...[
    'refus',
    'oppos(?:e|ant|ition)',
    'ne (?:pas|plus|souhaite)',
    'revoqu',
    'retrait (?:du |de )?consent',
    'rejet',
  ],
  ...[
    'consentement (?:retire|refuse)',
    'liste (?:noire|rouge|orange|repoussoir|d opposition|anti)',
    'repoussoir',
  ],
  ...[
    'sans (?:demarchage|sollicitation|contact|prospection|consentement)',
    'anti ?(?:demarchage|prospection)',
  ],
  ...['pas de (?:demarchage|sollicitation|contact|prospection|mails?|e ?mails?|sms|consentement)'],
  // Polish
  ...[
    'nie (?!dotyczy)',
    'odmow',
    'odmaw',
    'wycof',
    'cofn',
    'czarna lista',
    'zakaz',
    'brak zgod',
    'zastrzez',
    'zablokow',
  ],
  ...['bez (?:zgody|kontaktu|marketingu|telefonow|maili)', 'odbit', 'niezainteres'],
  // German
  ...['abgemeldet', 'nicht (?:anrufen|kontaktieren|anschreiben)', 'gesperrt'],
];
const REFUSAL = new RegExp(`${STEMS.join('|')}|(?:^| )(?:${PHRASES.join('|')})`);

/** Words that speak of an agreement, so that their negation is none. */
const CONSENT = /consent|(?:^| )opt(?:ed)? ?in\b|zgod|(?:^| )(?:accord|subscribed|marketing status)\b/;

/** Whether a header may say who refused to be contacted, in English, French, Polish or German. */
export function speaksOfRefusal(header: string): boolean {
  return REFUSAL.test(wordsOf(header));
}

/** Whether a header may say who agreed to be contacted. */
export function speaksOfConsent(header: string): boolean {
  return !speaksOfRefusal(header) && CONSENT.test(wordsOf(header));
}

/** The words of a header: of `doNotContact` too. */
function wordsOf(header: string): string {
  return normaliseHeader(header.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 '));
}
