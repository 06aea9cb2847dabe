import type { Diagnostic } from './diagnostic.ts';

/** Work cannot start or go on, and the user can mend it: exit code 2. */
export class CannotRun extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(diagnostic => diagnostic.message).join('\n'));
    this.name = 'CannotRun';
    this.diagnostics = diagnostics;
  }
}

/** leadsieve contradicts itself: exit code 70. */
export class Defect extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Defect';
  }
}
