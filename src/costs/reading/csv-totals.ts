import type { Diagnostic } from '../../model/diagnostic.ts';
import { roundToHundredths } from '../../values/decimal.ts';
import { fold } from '../../values/fold.ts';
import { quoted } from '../../yaml/shape.ts';
import { costWarning } from './cost-error.ts';
import type { CostLine } from './csv-lines.ts';

const TOTAL = /^(?:(?:grand )?totals?|total general|totaux|sum|somme|suma|razem|ogolem|lacznie)\b/;

/** The lines without the totals of all others that a report ends with; what is left out is said. */
export function dropTotals(lines: readonly CostLine[]): {
  readonly lines: readonly CostLine[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const isTotal = (line: CostLine) => TOTAL.test(fold(line.source.text)) || line.source.text === '';
  const last = lines.findLastIndex(line => line.kind === 'shared' || !isTotal(line));
  const kept = lines.slice(0, last + 1);
  const sum = kept.reduce((total, line) => total + centsOf(line), 0);
  const totals = lines.slice(last + 1);
  // Each line is a rounded figure, so that a printed total may be off by a cent for each.
  const sumsUp = (line: CostLine) =>
    line.amount !== undefined && Math.abs(centsOf(line) - sum) <= kept.length;
  if (kept.length === 0) return { lines, diagnostics: [] };
  return {
    lines: [...kept, ...totals.filter(line => !sumsUp(line))],
    diagnostics: totals.filter(sumsUp).map(leftOut),
  };
}

function centsOf({ amount }: CostLine): number {
  return amount === undefined ? 0 : roundToHundredths(amount.value);
}

function leftOut({ source, amount }: CostLine): Diagnostic {
  const named = source.text === '' ? 'the line without a source' : quoted(source.text);
  return costWarning({
    code: 'cost-total-row',
    message: `${named} is left out: it is the total of the lines before it`,
    fix: 'remove the line',
    place: source.text === '' ? amount?.place : source.place,
  });
}
