import { formatDiagnosticsJson } from '../../../terminal/diagnostics.ts';
import type { OutputFormat } from '../../../terminal/output-format.ts';
import type { Findings, FindingsContext } from './check-findings.ts';

/** Writes findings; the text ends with a newline, or is empty. */
export type FindingsPrinter = (findings: Findings, context: FindingsContext) => string;

/** Every form of findings, which `check --format` takes. */
export const FINDINGS_FORMATS = {
  human: { isData: false, load: async () => (await import('./findings.ts')).formatFindings },
  json: {
    isData: true,
    load:
      async () =>
      ({ diagnostics }) =>
        formatDiagnosticsJson(diagnostics),
  },
  sarif: { isData: true, load: async () => (await import('./findings-sarif.ts')).formatFindingsSarif },
  junit: { isData: true, load: async () => (await import('./findings-junit.ts')).formatFindingsJunit },
  github: { isData: true, load: async () => (await import('./findings-github.ts')).formatFindingsGithub },
} as const satisfies Readonly<Record<string, OutputFormat<FindingsPrinter>>>;

export type FindingsFormatName = keyof typeof FINDINGS_FORMATS;
