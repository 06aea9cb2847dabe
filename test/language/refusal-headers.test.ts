import { describe, expect, it } from 'vitest';
import { KNOWN_HEADERS } from '../../src/language/known-headers.ts';
import { speaksOfConsent, speaksOfRefusal } from '../../src/language/refusal-headers.ts';

describe('headers that may say who refused', () => {
  it.each([
    ...['Email Opt Out', 'opt-out', 'OPTOUT_EMAIL', 'hasOptedOutOfEmail', 'Opted out of email: Newsletter'],
    ...[
      'doNotContact',
      'do_not_mail',
      'Do Not SMS',
      'DNC',
      'CRM DNC Flag',
      'Unsubscribed',
      'unsub_time unsubscribed',
    ],
    ...[
      'Blacklisted',
      'is_blacklisted',
      'Blocklist',
      'Suppression reason',
      'Email Bounced',
      'hard_bounce',
      'TPS',
    ],
    ...[
      'Not to be contacted',
      'No more calls',
      'No mailing',
      'Consent withdrawn',
      'Consent revoked',
      'Objected',
    ],
    ...[
      'Refus',
      'Refus de contact',
      'Opposition RGPD',
      'Ne pas appeler',
      'Ne plus solliciter',
      'Bloctel',
      'Désinscrit le',
    ],
    ...[
      'Désabonné newsletter',
      'Liste Robinson',
      'Liste rouge',
      'Pas de démarchage',
      'STOP SMS',
      'Retrait du consentement',
    ],
    ...[
      'Rezygnacja',
      'Zrezygnował',
      'Wypisany',
      'Sprzeciw',
      'Nie dzwonić',
      'nie wysyłać',
      'Odmowa',
      'Czarna lista',
    ],
    ...[
      'Wycofanie zgody',
      'Cofnięta zgoda',
      'Bez zgody',
      'Brak zgody',
      'Zakaz kontaktu',
      'Werbesperre',
      'Widerspruch',
    ],
  ])('%s', header => {
    expect(speaksOfRefusal(header)).toBe(true);
    expect(speaksOfConsent(header)).toBe(false);
  });

  it.each([
    ...[
      'No. of Employees',
      'Mobile No',
      'Notes',
      'Note',
      'Nom',
      'Opportunity Name',
      'Option',
      'Donations',
      'Country',
    ],
    ...[
      'Stop',
      'Company',
      'Position',
      'Ville',
      'Niche',
      'Nip',
      'Nieruchomości',
      'Annual Revenue',
      'Exclusive offer',
    ],
    ...[
      'Fonction',
      'Poste',
      'Postal code',
      'Robin',
      'Contact',
      'Last contacted',
      'Not contacted yet',
      'Phone',
    ],
  ])('not %s', header => {
    expect(speaksOfRefusal(header)).toBe(false);
  });

  it('are all the known headers of refusals, and of no other field', () => {
    for (const [field, headers] of Object.entries(KNOWN_HEADERS)) {
      const expected = field === 'opted_out' || field === 'do_not_call';
      for (const header of headers)
        expect([field, header, speaksOfRefusal(header)]).toEqual([field, header, expected]);
    }
  });

  it.each([...(KNOWN_HEADERS.opted_in ?? []), 'GDPR consent', 'Zgoda RODO', 'Opted-in'])(
    'nor %s, which is consent',
    header => {
      expect(speaksOfConsent(header)).toBe(true);
    },
  );
});
