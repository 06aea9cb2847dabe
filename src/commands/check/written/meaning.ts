import type { Rulebook } from '../../../model/rulebook.ts';

/** What says who wrote the rules and when to read them again, not what they decide. */
const NO_MEANING: ReadonlySet<string> = new Set([
  'place',
  // Sets have been put in where they are used.
  'version',
  'description',
  'owner',
  'reviewBy',
  'sets',
  'tests',
]);

/** Lists in which order does not count, by the key that they stand under. */
const UNORDERED: ReadonlySet<string> = new Set([
  'aliases',
  'blank',
  'blankAlso',
  'false',
  'require',
  'texts',
  'true',
  'values',
]);

/**
 * A text that two rulebooks share exactly when they judge alike for all that can be seen: the validated rulebook
 * without places, comments, tests, and what is only for its readers.
 */
export function meaningOf(rulebook: Rulebook): string {
  return JSON.stringify(canonical('', { ...rulebook, name: '' }));
}

function canonical(key: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(item => canonical('', item));
    return UNORDERED.has(key) ? [...new Set(items.map(item => JSON.stringify(item)))].sort() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([name]) => !NO_MEANING.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, canonical(name, part)]));
}
