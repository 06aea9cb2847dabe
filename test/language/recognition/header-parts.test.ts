import { describe, expect, it } from 'vitest';
import { type Known, loadKnown } from '../../../src/language/recognition/known-fields.ts';
import { recogniseSample } from '../../../src/language/recognition/recognise.ts';

const known: Known = await loadKnown();
const CELLS: Readonly<Record<string, readonly string[]>> = {
  email: ['ann@alder.example', 'bob@birch.example'],
  phone: ['+44 1632 960123', '+44 1632 960124'],
  number: ['12000', '8000'],
  date: ['2026-11-30', '2026-12-24'],
  boolean: ['yes', 'no'],
  text: ['Directeur', 'Accountant'],
};

/** The field of each of some columns, by header. */
function fieldsOf(
  columns: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, string | undefined>> {
  const sampled = Object.entries(columns).map(([header, texts]) => ({
    header,
    cells: texts.map(text => ({ text, plain: false })),
  }));
  const { fields, others } = recogniseSample({ rows: 2, sampled: 2, columns: sampled }, known);
  const found = [...fields].flatMap(([name, own]) => own.map(({ column }) => [column.header, name] as const));
  return Object.fromEntries([...others.map(({ column }) => [column.header, undefined] as const), ...found]);
}

const fieldOf = (header: string, type: string) => fieldsOf({ [header]: CELLS[type] ?? [] })[header];

describe('a header that holds a known one', () => {
  it.each([
    ['Lead Owner Email', 'email'],
    ['Referrer E-mail', 'email'],
    ['Billing Email', 'email'],
    ['Assistant Email', 'email'],
    ['Account Manager Email', 'email'],
    ['Sponsor email', 'email'],
    ['Former email', 'email'],
    ['Company Email', 'email'],
    ['Email du commercial', 'email'],
    ['Email du parrain', 'email'],
    ['Ancien email', 'email'],
    ['E-mail opiekuna', 'email'],
    ['Email handlowca', 'email'],
    ['Emergency Contact Phone', 'phone'],
    ['Téléphone assistante', 'phone'],
    ['Telefon opiekuna', 'phone'],
    ['Last Purchase Date', 'date'],
    ['Previous purchase date', 'date'],
    ["Dernière date d'achat", 'date'],
    ['Data ostatniego zakupu', 'date'],
    ['Recent Deal Amount', 'number'],
    ['Latest Funding Amount', 'number'],
    ['Amount Paid', 'number'],
    ['Total budget spent', 'number'],
    ['Budget consommé', 'number'],
    ['Montant payé', 'number'],
    ['Kwota zapłacona', 'number'],
    ['Marketing Department Budget', 'number'],
    ['No need', 'boolean'],
    ['Sans besoin', 'boolean'],
    ['Brak potrzeby', 'boolean'],
    ['Previous Job Title', 'text'],
    ['Past Experience Job Title', 'text'],
    ['Fonction du conjoint', 'text'],
    ['Consent withdrawn by phone', 'boolean'],
    ['Consent refused at', 'boolean'],
    ['No consent', 'boolean'],
    ['Contact consent', 'boolean'],
    ['Consentement professionnel', 'boolean'],
    ['Zgoda cofnięta przez', 'boolean'],
    ['owner.email', 'email'],
    ['company.email', 'email'],
    ['preferences.consent', 'boolean'],
  ])('is none where the rest turns or moves its meaning: %s', (header, type) => {
    expect(fieldOf(header, type)).toBeUndefined();
  });

  it.each([
    ['Primary E-mail Address', 'email', 'email'],
    ['EMAIL PRINCIPAL CONTACT', 'email', 'email'],
    ['E-mail do kontaktu', 'email', 'email'],
    ['TEL ENTREPRISE', 'phone', 'phone'],
    ['Numer telefonu osoby kontaktowej', 'phone', 'phone'],
    ['Budget HT 2026', 'number', 'budget_amount'],
    ['Estimated Budget EUR', 'number', 'budget_amount'],
    ['Szacowany budżet netto', 'number', 'budget_amount'],
    ['FONCTION INTERLOCUTEUR', 'text', 'job_title'],
    ['Stanowisko osoby', 'text', 'job_title'],
    ['EFFECTIF ETABLISSEMENT', 'number', 'employees'],
    ['contact.email', 'email', 'email'],
    ['company.headcount', 'number', 'employees'],
  ])('is it where the rest leaves its meaning and the cells agree: %s', (header, type, field) => {
    expect(fieldOf(header, type)).toBe(field);
  });

  it('is none where the cells do not agree', () => {
    expect(fieldOf('Primary E-mail Address', 'text')).toBeUndefined();
  });

  it('does not join one that is known as it stands, nor another of its kind', () => {
    const { email = [] } = CELLS;
    expect(fieldsOf({ 'Primary contact email': email, Email: email })).toEqual({
      'Primary contact email': undefined,
      Email: 'email',
    });
    expect(fieldsOf({ 'Primary email': email, 'Principal email': email })).toEqual({
      'Primary email': 'email',
      'Principal email': undefined,
    });
  });
});

describe('a column of salutations', () => {
  it.each([
    ['Title', ['Mr.', 'Ms.', '']],
    ['Titre', ['M.', 'Mme', 'Mlle']],
    ['Title', ['Pan', 'Pani', 'dr']],
  ])('is no job title: %s', (header, cells) => {
    expect(fieldsOf({ [header]: cells })[header]).toBeUndefined();
  });

  it('is one if it holds titles', () => {
    expect(fieldsOf({ Title: ['CEO', 'Buyer', 'Dr.'] }).Title).toBe('job_title');
  });
});
