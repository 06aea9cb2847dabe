import { formatCondition } from '../../../language/words/condition-words.ts';
import type { ChangedKey, ChangedSection, RulebookChange } from '../model.ts';
import { type ConditionOf, compareConditions, compareLists } from './conditions.ts';

/** One key of an entry, in the form that it is compared in. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  /** What is compared and not shown. */
  | { readonly kind: 'hidden'; readonly text: string }
  /** A number that something is compared with or counted by. */
  | { readonly kind: 'threshold'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly ordered?: boolean }
  | ({ readonly kind: 'condition' } & ConditionOf);

/** An entry of a section: its name, and its keys that are there. */
export interface Entry {
  readonly name: string;
  readonly parts: ReadonlyMap<string, Part>;
}

/** The entries of a section that came, went, or are not what they were, in the order after; then those that went. */
export function compareEntries(
  section: ChangedSection,
  before: readonly Entry[],
  after: readonly Entry[],
): readonly RulebookChange[] {
  const known = new Map(before.map(entry => [entry.name, entry]));
  const kept = new Set(after.map(({ name }) => name));
  const changed = after.flatMap(entry => {
    const earlier = known.get(entry.name);
    if (earlier === undefined) return [changeOf(section, entry.name, 'added')];
    const keys = compareKeys(earlier.parts, entry.parts);
    return keys.length === 0 ? [] : [changeOf(section, entry.name, keys)];
  });
  const removed = before.filter(({ name }) => !kept.has(name));
  return [...changed, ...removed.map(({ name }) => changeOf(section, name, 'removed'))];
}

/** The entries that both have, if they are in another order. */
export function compareOrder(
  section: ChangedSection,
  before: readonly string[],
  after: readonly string[],
): readonly RulebookChange[] {
  const was = before.filter(name => after.includes(name)).join(', ');
  const is = after.filter(name => before.includes(name)).join(', ');
  return was === is
    ? []
    : [changeOf(section, ORDER, [{ kind: 'value', key: ORDER, before: was, after: is, threshold: false }])];
}

/** What a change of order is called. */
export const ORDER = 'order';

function changeOf(
  section: ChangedSection,
  name: string,
  what: 'added' | 'removed' | readonly ChangedKey[],
): RulebookChange {
  if (typeof what === 'string') return { section, name, kind: what, keys: [], only_thresholds: false };
  const onlyThresholds = what.every(key => key.kind === 'value' && key.threshold);
  return { section, name, kind: 'changed', keys: what, only_thresholds: onlyThresholds };
}

function compareKeys(
  before: ReadonlyMap<string, Part>,
  after: ReadonlyMap<string, Part>,
): readonly ChangedKey[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys.flatMap(key => comparePart(key, before.get(key), after.get(key)));
}

function comparePart(key: string, before: Part | undefined, after: Part | undefined): readonly ChangedKey[] {
  if (before?.kind === 'condition' && after?.kind === 'condition') {
    return compareConditions(key, before, after);
  }
  if (before?.kind === 'list' && after?.kind === 'list') {
    const lists = compareLists(key, before.items, after.items);
    if (lists.length > 0 || before.ordered !== true) return lists;
  }
  const [was, is] = [textOf(before), textOf(after)];
  if (was === is) return [];
  if ((after ?? before)?.kind === 'hidden') return [{ kind: 'list', key, removed: [], added: [] }];
  const threshold = (before ?? after)?.kind === 'threshold' && (after ?? before)?.kind === 'threshold';
  return [{ kind: 'value', key, before: was, after: is, threshold }];
}

/** In words; null where there is nothing. */
function textOf(part: Part | undefined): string | null {
  if (part === undefined) return null;
  if (part.kind === 'list') return part.items.join(', ');
  return part.kind === 'condition' ? formatCondition(part.condition, part.fields) : part.text;
}
