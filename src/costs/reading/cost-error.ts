import type { Diagnostic, Place } from '../../model/diagnostic.ts';

/** The codes that findings about costs have beside those of every document. */
export type CostCode =
  | 'cost-alias-clash'
  | 'cost-amount'
  | 'cost-column'
  | 'cost-currency'
  | 'cost-empty'
  | 'cost-file'
  | 'cost-locale'
  | 'cost-negative'
  | 'cost-no-amount'
  | 'cost-period'
  | 'cost-preamble'
  | 'cost-source'
  | 'cost-total-differs'
  | 'cost-total-row'
  | 'cost-unmatched';

/** What is found, how to mend it, and where; without a place it is about the file as a whole. */
export interface CostFinding {
  readonly code: CostCode;
  readonly message: string;
  readonly fix: string;
  readonly place: Place | undefined;
}

export function costError(finding: CostFinding): Diagnostic {
  return costDiagnostic('error', finding);
}

export function costWarning(finding: CostFinding): Diagnostic {
  return costDiagnostic('warning', finding);
}

function costDiagnostic(severity: Diagnostic['severity'], { place, ...said }: CostFinding): Diagnostic {
  return Object.freeze({ severity, ...said, ...(place === undefined ? {} : { place }) });
}
