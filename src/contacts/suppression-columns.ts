import type { FieldReference } from '../model/condition.ts';
import type { Field, Rulebook } from '../model/rulebook.ts';
import { normaliseHeader } from '../values/header.ts';

/** What a column of a suppression list holds. */
export type SuppressionKind = 'email' | 'email_sha256' | 'domain' | 'phone' | 'phone_sha256';

/** One key of the rulebook's `suppress`: a field or a domain of one. */
export interface SuppressionKey {
  readonly reference: FieldReference;
  readonly field: Field;
  readonly kind: 'email' | 'domain' | 'phone';
}

/** A column of a suppression list that some keys are looked up in. */
export interface SuppressionColumn {
  readonly column: number;
  readonly kind: SuppressionKind;
  /** Index of the key whose field reads the column's cells; undefined for domains and hashes. */
  readonly key: number;
}

/** The keys that leads are looked up by: the rulebook's, or else all of email, its domain and phone that it has. */
export function suppressionKeys({ fields, suppress }: Rulebook): readonly SuppressionKey[] {
  const references = suppress?.keys ?? fields.flatMap(defaultKeys);
  return references.flatMap(reference => {
    const field = fields.find(({ name }) => name === reference.field);
    const kind = field === undefined ? undefined : kindOf(reference, field);
    return field === undefined || kind === undefined ? [] : [{ reference, field, kind }];
  });
}

function defaultKeys({ name, type }: Field): readonly FieldReference[] {
  if (type === 'email') return [{ field: name }, { field: name, part: 'domain' }];
  return type === 'phone' ? [{ field: name }] : [];
}

function kindOf({ part }: FieldReference, { type }: Field): SuppressionKey['kind'] | undefined {
  if (part === 'domain') return 'domain';
  return type === 'email' || type === 'phone' ? type : undefined;
}

/** The columns of a suppression list that keys are looked up in, found like fields; of equal headers the leftmost. */
export function findSuppressionColumns(
  header: readonly string[],
  keys: readonly SuppressionKey[],
): readonly SuppressionColumn[] {
  const normal = header.map(normaliseHeader);
  const found = keys.flatMap((suppressionKey, key) =>
    namesOf(suppressionKey).flatMap(({ name, kind }) => {
      const column = normal.indexOf(normaliseHeader(name));
      return column === -1 ? [] : [{ column, kind, key }];
    }),
  );
  const distinct = new Map(found.map(entry => [`${entry.column} ${entry.kind} ${entry.key}`, entry]));
  return [...distinct.values()];
}

/** The column of SHA-256 digests beside the one that they are digests of. */
const HASHED = { email: 'email_sha256', phone: 'phone_sha256' } as const;

function namesOf({ kind, field }: SuppressionKey): readonly { name: string; kind: SuppressionKind }[] {
  if (kind === 'domain') return ['domain', `${field.name}.domain`].map(name => ({ name, kind }));
  const own = [kind, ...field.columns, field.name].map(name => ({ name, kind }) as const);
  const hashed = HASHED[kind];
  return [...own, { name: hashed, kind: hashed }];
}
