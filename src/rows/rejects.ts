import type { Reject } from '../records/record-batch.ts';
import { formatTable } from '../text/table.ts';
import { startsFormula } from '../values/formula.ts';

const FORMAT = { delimiter: ',', newline: '\n' } as const;
const HEADER = ['line', 'byte', 'code', 'message', 'raw'] as const;

/** The header line of `<list>.rejected.csv`. */
export function formatRejectHeader(): string {
  return formatTable([HEADER], FORMAT);
}

/** Rows of `<list>.rejected.csv`; `guard` keeps a spreadsheet from running a rejected row as a formula. */
export function formatRejects(rejects: readonly Reject[], { guard }: { readonly guard: boolean }): string {
  if (rejects.length === 0) return '';
  const rows = rejects.map(({ line, byte, code, message, raw }) => [
    String(line),
    String(byte),
    code,
    message,
    guard && startsFormula(raw) ? `'${raw}` : raw,
  ]);
  return formatTable(rows, FORMAT);
}
