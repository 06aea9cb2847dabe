import type { Summary } from '../model/summary.ts';
import { formatCents, formatCount } from '../values/number-format.ts';

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
