import type { Cell, Reading, Value } from '../../model/lead.ts';
import type { Field } from '../../model/rulebook.ts';
import { formatDay } from '../../values/day.ts';
import { dropGuard } from '../../values/formula.ts';
import { trim } from '../../values/white-space.ts';
import type { GroupName } from './group-counters.ts';

/** What a blank or invalid source shows as; a cell or a cost file may also spell it out. */
export const NONE = '(none)';

const NO_NAME: GroupName = { key: '', shown: NONE };

/**
 * How leads are grouped by a field, the source or that of `--by`: text is shown as the alias target is written or else
 * as the cell stands, all other types in their one plain form. Fields read as blank or invalid are `(none)`.
 */
export function compileGroupName(field: Field): (cell: Cell, reading: Reading) => GroupName {
  const aliases = field.type === 'text' ? field.aliases : [];
  const targets = new Map(aliases.map(alias => [alias.to, alias.shown]));
  return (cell, reading) => {
    if (reading.kind !== 'value') return NO_NAME;
    const key = String(reading.value);
    if (key === NONE) return NO_NAME;
    if (field.type !== 'text') return { key, shown: formatValue(reading.value, field) };
    return { key, shown: targets.get(key) ?? trim(dropGuard(trim(cell.text))) };
  };
}

function formatValue(value: Value, field: Field): string {
  return field.type === 'date' && typeof value === 'number' ? formatDay(value) : String(value);
}
