/** How much a finding weighs: an error leaves a document without a meaning, a warning never stops a run. */
export type Severity = 'error' | 'warning';

/** Where a token stands in a text file. Lines and columns count from 1; length is in UTF-16 units. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  /** The whole line that the token stands on, for the excerpt under a message. */
  readonly sourceLine: string;
}

/** One finding about an input, with its place where it has one and how to mend it. */
export interface Diagnostic {
  readonly severity: Severity;
  /** A stable name such as `unknown-field`, listed in rules/README.md. */
  readonly code: string;
  readonly message: string;
  /** What to do about it, or an empty string. */
  readonly fix: string;
  /** Absent where the finding is about a flag or a file as a whole. */
  readonly place?: Place;
}

/** What every reader of outside input returns: the value if it has a meaning, and all there is to say of it. */
export interface Checked<T> {
  /** Absent exactly when `diagnostics` holds an error. */
  readonly value?: T;
  readonly diagnostics: readonly Diagnostic[];
}
