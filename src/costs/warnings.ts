import type { Period } from '../model/costs.ts';
import type { ListRecord, SourceSummary, Summary } from '../model/summary.ts';
import { formatCents, formatCount } from '../values/number-format.ts';

/** The fields of a list with cells that could not be read; with the list's name where there are several. */
export function unreadOf({ name, fields }: ListRecord, isNamed: boolean): readonly string[] {
  return fields
    .filter(({ invalid }) => invalid > 0)
    .map(({ field, filled, invalid }) => {
      const cells = `${formatCount(invalid)} of ${formatCount(filled)} filled ${filled === 1 ? 'cell' : 'cells'}`;
      return `${isNamed ? `${name}: ` : ''}${field}: ${cells} could not be read`;
    });
}

/** Cells that could not be read, and what lists show of being written in another way than they were read. */
export function warnOfReadings(lists: readonly ListRecord[]): readonly string[] {
  return lists.flatMap(list => [
    ...unreadOf(list, lists.length > 1).map(unread => `${unread}; inspect --show-values shows them`),
    ...list.doubts.map(({ message }) => message),
  ]);
}

type Counted = Pick<Summary, 'criteria' | 'rules'>;

/** Score rules and criteria that told no two leads apart: met by none of them, or by all. Nothing without leads. */
export function warnOfRules({ criteria, rules }: Counted, leads: number): readonly string[] {
  if (leads === 0) return [];
  const ofLeads = `${formatCount(leads)} ${leads === 1 ? 'lead' : 'leads'}`;
  const warn = (what: string, { met, unknown = 0 }: { met: number; unknown?: number }) => {
    if (met === leads) return [`${what} was met by all of ${ofLeads}`];
    if (met > 0) return [];
    const unanswered =
      unknown === 0 ? '' : `, being unknown for ${unknown === leads ? 'all' : formatCount(unknown)}`;
    return [`${what} was met by none of ${ofLeads}${unanswered}`];
  };
  return [
    ...criteria.flatMap(({ id, met, unknown }) => warn(`criterion ${id}`, { met, unknown })),
    ...rules.flatMap(({ id, met }) => warn(`score rule ${id}`, { met })),
  ];
}

/** Money that brought no leads: the sources with their allocated spend. */
export function warnOfSpend(
  idle: readonly { readonly source: string; readonly spend: number }[],
  currency: string | null,
): readonly string[] {
  if (idle.length === 0) return [];
  const amounts = idle.map(({ source, spend }) => `${source} ${formatCents(spend)}`);
  return [`spend without leads${currency === null ? '' : ` in ${currency}`}: ${amounts.join(', ')}`];
}

/** Leads that the period should tell apart and cannot. */
export function warnOfPeriod(
  period: Period | undefined,
  { undated }: Pick<SourceSummary, 'undated'>,
): readonly string[] {
  if (period === undefined || undated === 0) return [];
  const leads = undated === 1 ? '1 lead has' : `${formatCount(undated)} leads have`;
  return [
    `${leads} no readable date in ${period.field}: whether they belong to the period is not known, and they count as inside`,
  ];
}
