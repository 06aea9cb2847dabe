import type { Diagnostic } from '../../../model/diagnostic.ts';
import { inOrder } from '../../../terminal/diagnostics.ts';
import { safe } from '../../../terminal/safe.ts';
import type { Findings, FindingsContext } from './check-findings.ts';
import { relativeFile } from './relative-file.ts';

/**
 * One workflow command for each finding, which GitHub shows at its line. Escaped as GitHub's own toolkit does
 * (actions/toolkit, packages/core/src/command.ts).
 */
export function formatFindingsGithub(
  { diagnostics }: Pick<Findings, 'diagnostics'>,
  { root }: Pick<FindingsContext, 'root'>,
): string {
  return inOrder(diagnostics)
    .map(diagnostic => `${command(diagnostic, root)}\n`)
    .join('');
}

function command({ severity, code, message, fix, place }: Diagnostic, root: string): string {
  const at =
    place === undefined ? {} : { file: relativeFile(place.file, root), line: place.line, col: place.column };
  const properties = Object.entries({ ...at, title: code }).map(
    ([name, value]) => `${name}=${escapeProperty(String(value))}`,
  );
  const said = fix === '' ? message : `${message}\nfix: ${fix}`;
  return `::${severity} ${properties.join(',')}::${escapeData(said)}`;
}

/** Other control characters than line breaks have no escape in commands and are shown. */
function escapeData(text: string): string {
  return safe(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
