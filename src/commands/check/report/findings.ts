import {
  countDiagnostics,
  formatDiagnostic,
  formatDiagnosticsJson,
  inOrder,
} from '../../../terminal/diagnostics.ts';
import { countOf } from '../../../terminal/figures.ts';
import type { Findings, FindingsContext, FindingsFormatName } from './check-findings.ts';
import { formatFindingsGithub } from './findings-github.ts';
import { formatFindingsJunit } from './findings-junit.ts';
import { formatFindingsSarif } from './findings-sarif.ts';

/** Findings → text that ends with a newline, or nothing. */
export type FindingsFormat = (findings: Findings, context: FindingsContext) => string;

/** Every format by its name. */
export const FINDINGS_FORMATS: Readonly<Record<FindingsFormatName, FindingsFormat>> = {
  human: formatFindings,
  json: ({ diagnostics }) => formatDiagnosticsJson(diagnostics),
  sarif: formatFindingsSarif,
  junit: formatFindingsJunit,
  github: formatFindingsGithub,
};

/** For people: every finding in the order of the files, then the count, of the files too. */
export function formatFindings(
  { diagnostics, files }: Findings,
  { colour }: Pick<FindingsContext, 'colour'>,
): string {
  const findings = inOrder(diagnostics).map(diagnostic => `${formatDiagnostic(diagnostic, { colour })}\n\n`);
  return `${findings.join('')}${countDiagnostics(diagnostics)} in ${countOf(files.length, ['file', 'files'])}\n`;
}
