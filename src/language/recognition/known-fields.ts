import type { Field } from '../../model/rulebook.ts';
import { normaliseHeader } from '../../values/header.ts';
import { entryOf, type Tree } from '../../yaml/tree.ts';
import { BUILT_IN_NAMES } from '../built-in.ts';
import { HEADERS_OF_A_LIST } from '../known-headers.ts';
import type { LoadedRulebook } from '../load.ts';
import { loadRulebook } from '../load.ts';

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
  const headers = [...(earlier?.headers ?? []), ...field.columns, ...(HEADERS_OF_A_LIST[name] ?? []), name];
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
