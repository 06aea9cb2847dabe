import type { Diagnostic, Place } from '../../../model/diagnostic.ts';
import type { Day } from '../../../model/lead.ts';
import type { Rulebook } from '../../../model/rulebook.ts';
import type { Tree } from '../../../yaml/tree.ts';

/** A rulebook without errors, as a check looks at it. */
export interface CheckedRulebook {
  readonly rulebook: Rulebook;
  /** After `extends`; every node has its place in the file that it stands in. */
  readonly document: Tree;
  /** The file under check. What stands in its base is the base's business, so findings there are left out. */
  readonly file: string;
  readonly today: Day;
}

/** What a check found: why it is doubtful, and what to do. Its code and its weight are the check's. */
export interface Finding {
  readonly message: string;
  readonly fix: string;
  readonly place: Place | undefined;
}

/** One static check. Where a proof is beyond its means it stays silent. */
export interface Check {
  /** As rules/README.md lists it. */
  readonly code: string;
  readonly find: (checked: CheckedRulebook) => readonly Finding[];
}

/** The findings of a check as diagnostics, all of them warnings: what is an error, validation has said already. */
export function runCheck({ code, find }: Check, checked: CheckedRulebook): readonly Diagnostic[] {
  return find(checked)
    .filter(({ place }) => place === undefined || place.file === checked.file)
    .map(({ message, fix, place }) => ({ severity: 'warning', code, message, fix, ...(place && { place }) }));
}
