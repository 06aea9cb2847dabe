import { countOf, formatCount } from '../../../terminal/figures.ts';
import type { Diff } from '../model.ts';

const MOST_NAMED = 12;

/** What the change leaves as it was, one line for each sort of thing; plain text. */
export function unaffectedLines({ unaffected, changes }: Diff): readonly string[] {
  const { stages, sources, fields, rules } = unaffected;
  return [
    ...line('stages that nobody enters or leaves', stages),
    ...line('sources with the same figures', sources),
    ...(rules.length === 0
      ? []
      : [`criteria and rules that say the same of every lead: ${formatCount(rules.length)}`]),
    ...line('fields that neither rulebook judges by', fields),
    ...(changes.length === 0 ? [] : line('changed without an effect on these leads', unaffected.changes)),
  ];
}

function line(what: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const named = names.slice(0, MOST_NAMED).join(', ');
  const rest = names.length - MOST_NAMED;
  return [`${what}: ${named}${rest > 0 ? ` and ${formatCount(rest)} more` : ''}`];
}

/** How many leads were judged of what, as of when. */
export function originLine({ lists, rows, as_of, leads_of }: Diff): string {
  if (leads_of === 'tests') return `${countOf(rows.read, ['test lead', 'test leads'])} · as of ${as_of}`;
  const read = [
    countOf(lists.length, ['list', 'lists']),
    countOf(rows.read, ['row', 'rows']),
    `${formatCount(rows.rejected)} rejected`,
  ];
  return `${read.join(', ')} · as of ${as_of}`;
}
