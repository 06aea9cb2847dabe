import type { Diagnostic, Severity } from '../model/diagnostic.ts';
import { excerptOf } from './excerpt.ts';
import { countOf } from './figures.ts';
import { formatJson } from './json.ts';
import { paint } from './paint.ts';
import { safe, safeLine } from './safe.ts';

const WIDTH = 100;

/** By file, line and column; findings without a place first. */
export function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...diagnostics].sort(
    ({ place: a }, { place: b }) =>
      compareText(a?.file ?? '', b?.file ?? '') ||
      (a?.line ?? 0) - (b?.line ?? 0) ||
      (a?.column ?? 0) - (b?.column ?? 0),
  );
}

/** Text of several lines, those after the first under the first. */
const indent = (text: string, by: string): string => safe(text).trimEnd().replaceAll('\n', `\n${by}`);

/** One finding: place, severity, code and message; the source line with carets; how to mend it. No newline at its end. */
export function formatDiagnostic(diagnostic: Diagnostic, { colour }: { readonly colour: boolean }): string {
  const { severity, code, message, fix, place } = diagnostic;
  const colours = paint(colour);
  const weight = severity === 'error' ? colours.red : colours.yellow;
  const at = place === undefined ? '' : safeLine(`${place.file}:${place.line}:${place.column}: `);
  const lines = [
    `${colours.bold(at)}${weight.bold(`${severity}[${safeLine(code)}]`)}: ${indent(message, '  ')}`,
  ];
  if (place !== undefined) {
    const gutter = String(place.line);
    const { source, carets } = excerptOf(place, WIDTH - gutter.length - 5);
    lines.push(`  ${colours.dim(`${gutter} |`)} ${source}`);
    lines.push(`  ${colours.dim(`${' '.repeat(gutter.length)} |`)} ${weight(carets)}`);
  }
  if (fix !== '') lines.push(`  ${colours.dim('fix:')} ${indent(fix, '       ')}`);
  return lines.join('\n');
}

/** `3 errors, 1 warning`; a severity that does not occur is left out. */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const count = (wanted: Severity): number =>
    diagnostics.filter(({ severity }) => severity === wanted).length;
  const counts = [
    { count: count('error'), nouns: ['error', 'errors'] as const },
    { count: count('warning'), nouns: ['warning', 'warnings'] as const },
  ];
  const said = counts.filter(({ count }) => count > 0).map(({ count, nouns }) => countOf(count, nouns));
  return said.length === 0 ? 'no findings' : said.join(', ');
}

/** All findings in the order of their places, then their count; an empty list gives `no findings`. */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  options: { readonly colour: boolean },
): string {
  const findings = inOrder(diagnostics).map(diagnostic => `${formatDiagnostic(diagnostic, options)}\n\n`);
  return `${findings.join('')}${countDiagnostics(diagnostics)}\n`;
}

/** All findings as one JSON array of `{ file, line, column, severity, code, message, fix }`, `null` for no place. */
export function formatDiagnosticsJson(diagnostics: readonly Diagnostic[]): string {
  return formatJson(
    inOrder(diagnostics).map(({ severity, code, message, fix, place }) => ({
      file: place?.file ?? null,
      line: place?.line ?? null,
      column: place?.column ?? null,
      severity,
      code,
      message,
      fix,
    })),
  );
}
