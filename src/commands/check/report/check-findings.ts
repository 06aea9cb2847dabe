import type { Diagnostic } from '../../../model/diagnostic.ts';

/** What a check of some files found. */
export interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  /** Every file that was checked, as its findings name it; those without findings too. */
  readonly files: readonly string[];
  /** Whether there are more warnings than allowed, so that they count like errors. */
  readonly warningsFail: boolean;
}

/** What the formats need to know of their surroundings. */
export interface FindingsContext {
  readonly colour: boolean;
  /** The folder that paths become relative to, such as the root of a repository. */
  readonly root: string;
  /** The version of leadsieve. */
  readonly version: string;
  /** The page of a code as Markdown; undefined where it has none. */
  readonly pageOf: (code: string) => string | undefined;
}
