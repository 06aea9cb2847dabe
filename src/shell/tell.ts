import type { Checked, Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import { formatDiagnostics } from '../terminal/diagnostics.ts';
import type { Terminal } from './terminal.ts';

/** Says what there is to say on stderr. */
export function tell(terminal: Terminal, diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.length === 0) return;
  terminal.err.write(formatDiagnostics(diagnostics, { colour: terminal.err.colour }));
}

/**
 * The values of several readers of outside input; their warnings are told.
 *
 * @throws CannotRun with the faults of all of them if one has no value
 */
export function demand<T>(checked: Checked<T>, terminal: Terminal): T {
  const { value, diagnostics } = checked;
  if (value === undefined) throw new CannotRun(diagnostics);
  tell(terminal, diagnostics);
  return value;
}
