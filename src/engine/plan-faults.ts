import type { PreferredColumn } from '../lists/columns.ts';
import type { LeadList } from '../lists/list.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Field, Rulebook } from '../model/rulebook.ts';
import { normaliseHeader } from '../values/header.ts';
import { nearestName, suggestName } from '../values/nearest.ts';

export function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function error(code: string, message: string, fix: string): Diagnostic {
  return { severity: 'error', code, message, fix };
}

/** `--column` options that name no field, or a header that no list has. */
export function checkPreferred(
  lists: readonly LeadList[],
  { rulebook, preferred }: { readonly rulebook: Rulebook; readonly preferred: readonly PreferredColumn[] },
): Diagnostic[] {
  const fields = rulebook.fields.map(({ name }) => name);
  const headers = lists.flatMap(({ header }) => header);
  return preferred.flatMap(({ field, header }) => [
    ...(fields.includes(field)
      ? []
      : [
          error(
            'unknown-field',
            `--column: rulebook ${rulebook.name} has no field ${field}`,
            suggestName(field, fields),
          ),
        ]),
    ...(lists.some(list => hasColumn(list, header))
      ? []
      : [
          error('unknown-column', `--column: no list has a column "${header}"`, suggestName(header, headers)),
        ]),
  ]);
}

export function hasColumn({ header }: LeadList, wanted: string): boolean {
  return header.some(cell => normaliseHeader(cell) === normaliseHeader(wanted));
}

/** The whole rulebook is blind to this list. */
export function noFieldMatched(list: LeadList, { name, fields }: Rulebook): Diagnostic {
  const near = fields.flatMap(field => {
    const header = nearestHeader(field, list.header);
    return header === undefined ? [] : [`--column ${field.name}="${header}"`];
  });
  const guess = near.length === 0 ? '' : `did you mean ${near.slice(0, 3).join(' ')}? `;
  return error(
    'no-field-matched',
    `${list.path}: no column carries a field of rulebook ${name}; its columns are ${shownHeaders(list.header)}`,
    `${guess}Name the headers in the fields' columns, or with --column FIELD=HEADER`,
  );
}

/** Fields that the rulebook requires and the list has no column for. */
export function requiredFields(
  list: LeadList,
  { rulebook, columns }: { readonly rulebook: Rulebook; readonly columns: ReadonlyMap<string, unknown> },
): Diagnostic[] {
  return rulebook.fields
    .filter(field => field.required && !columns.has(field.name))
    .map(field => {
      const header = nearestHeader(field, list.header);
      const fix = header === undefined ? `one of ${shownHeaders(list.header)}` : `did you mean "${header}"?`;
      return error(
        'missing-field',
        `${list.path}: no column carries ${field.name}, which rulebook ${rulebook.name} requires`,
        `${fix} Say so with --column ${field.name}=HEADER`,
      );
    });
}

function nearestHeader(field: Field, header: readonly string[]): string | undefined {
  const spellings = new Map(header.map(cell => [normaliseHeader(cell), cell]));
  for (const name of [...field.columns, field.name]) {
    const near = nearestName(normaliseHeader(name), [...spellings.keys()]);
    if (near !== undefined) return spellings.get(near);
  }
  return undefined;
}

const MOST_SHOWN = 12;

/** Headers as they stand; where the list has no header and its first row came in its place, only their numbers. */
function shownHeaders(header: readonly string[]): string {
  const looksLikeLead = header.some(cell => /@|^[\d\s.,/-]+$/.test(cell.trim()));
  if (looksLikeLead) return `${header.length} that look like a lead, not like headers`;
  const shown = header.slice(0, MOST_SHOWN).map(cell => `"${cell}"`);
  return header.length > MOST_SHOWN
    ? `${shown.join(', ')} and ${header.length - MOST_SHOWN} more`
    : shown.join(', ');
}
