import { countDiagnostics, formatDiagnostic, inOrder } from '../../../terminal/diagnostics.ts';
import { countOf } from '../../../terminal/figures.ts';
import type { Findings, FindingsContext } from './check-findings.ts';

/** For people: every finding in the order of the files, then the count, of the files too. */
export function formatFindings(
  { diagnostics, files }: Findings,
  { colour }: Pick<FindingsContext, 'colour'>,
): string {
  const findings = inOrder(diagnostics).map(diagnostic => `${formatDiagnostic(diagnostic, { colour })}\n\n`);
  return `${findings.join('')}${countDiagnostics(diagnostics)} in ${countOf(files.length, ['file', 'files'])}\n`;
}
