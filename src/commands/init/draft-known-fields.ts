import { BUILT_IN_NAMES } from '../../language/built-in.ts';
import type { LoadedRulebook } from '../../language/load.ts';
import { loadRulebook } from '../../language/load.ts';
import type { Field } from '../../model/rulebook.ts';
import { normaliseHeader } from '../../values/header.ts';
import { entryOf, type Tree } from '../../yaml/tree.ts';

/** A field that the built-in rulebooks have, with all the headers that any of them knows it by. */
export interface KnownField {
  readonly field: Field;
  /** Its definition in a built-in rulebook. */
  readonly definition: Tree;
  /** Normalised, best first. */
  readonly headers: readonly string[];
}

/** What the built-in rulebooks know, by name. */
export interface Known {
  readonly fields: ReadonlyMap<string, KnownField>;
  /** What decides each of their criteria. */
  readonly conditions: ReadonlyMap<string, Tree>;
}

/** Headers that mean a field on a lead list, though too little by themselves for a rulebook that reads any list. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  company: ['firma nazwa', 'entreprise cliente', 'nom entreprise', 'nazwa'],
  employees: ['nb salariés', 'nombre d’employés', 'company headcount', 'liczba zatrudnionych'],
  revenue: ['ca', 'ca annuel', 'obrót', 'obroty'],
  budget_amount: [
    ...['montant', 'montant ht', 'montant estimé', 'budget estimé', 'budget prévu', 'amount', 'deal value'],
    ...['estimated budget', 'kwota', 'wartość', 'szacowany budżet'],
  ],
  last_activity: [
    ...['last contact', 'last contacted', 'last contact date', 'dernier contact', 'date du dernier contact'],
    ...['date de contact', 'ostatni kontakt', 'data ostatniego kontaktu', 'data kontaktu'],
  ],
  created: [
    'date',
    'date d’inscription',
    'date de saisie',
    'data',
    'data dodania',
    'utworzono',
    'data zapisu',
  ],
  opens: ['email open'],
  buys_on: ['planowany zakup', 'date d’achat', 'buying date'],
  source: ['canal', 'channel', 'kanał', 'campaign', 'campaign name'],
  industry: ['activité', 'secteur activité'],
};

/** Loads what the built-in rulebooks know. */
export async function loadKnown(): Promise<Known> {
  const loaded = await Promise.all(BUILT_IN_NAMES.map(name => loadRulebook(name)));
  const rulebooks = loaded.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const fields = new Map<string, KnownField>();
  const conditions = new Map<string, Tree>();
  for (const rulebook of rulebooks) {
    for (const field of rulebook.rulebook.fields) addField(fields, field, rulebook);
    for (const { key, node } of entriesOf(rulebook, 'criteria')) {
      const when = entryOf(node, 'when')?.node;
      if (when !== undefined && !conditions.has(key)) conditions.set(key, when);
    }
  }
  return { fields, conditions };
}

function addField(fields: Map<string, KnownField>, field: Field, rulebook: LoadedRulebook): void {
  const { name } = field;
  const definition = entriesOf(rulebook, 'fields').find(({ key }) => key === name)?.node;
  if (definition === undefined) return;
  const earlier = fields.get(name);
  const headers = [...(earlier?.headers ?? []), ...field.columns, ...(ALSO[name] ?? []), name];
  const normal = [...new Set(headers.map(normaliseHeader))];
  fields.set(name, {
    field: earlier?.field ?? field,
    definition: earlier?.definition ?? definition,
    headers: normal,
  });
}

function entriesOf({ document }: LoadedRulebook, section: string) {
  const node = entryOf(document, section)?.node;
  return node?.kind === 'mapping' ? node.entries : [];
}
