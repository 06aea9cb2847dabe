import type { FieldReference } from '../model/condition.ts';
import type { Rulebook } from '../model/rulebook.ts';

/** Above so many leads a shared value is more likely a placeholder than a person. */
export const MOST_SHARED = 20;

/** The keys that duplicates are found by; without `dedupe` in the rulebook nothing is a duplicate. */
export function dedupeKeys({
  dedupe,
  rulebook,
}: {
  readonly dedupe: boolean;
  readonly rulebook: Rulebook;
}): readonly (readonly FieldReference[])[] {
  return dedupe ? (rulebook.dedupe?.keys ?? []) : [];
}

/** What is said of a value that more than `MOST_SHARED` leads share; `first` is the name of the first of them. */
export function warnOfShared(
  key: readonly FieldReference[],
  { leads, first }: { readonly leads: number; readonly first: string },
): string {
  const references = key.map(formatReference).join(' and ');
  return `${leads} leads share the ${references} of ${first}; is it a placeholder?`;
}

function formatReference({ field, part }: FieldReference): string {
  return part === undefined ? field : `${field}.${part}`;
}
