import { readFileSync } from 'node:fs';
import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import { builtInFile } from '../../../src/rulebook/built-in.ts';
import { type Check, runCheck } from '../../../src/rulebook/checks/check.ts';
import { CHECKS } from '../../../src/rulebook/checks/checks.ts';
import { findExtends, parseRulebook } from '../../../src/rulebook/parse.ts';

const FILE = 'rules.yaml';
/** 2026-11-01. */
const TODAY = 20_758;

/** What checks find in a rulebook, which must have no errors; all checks unless some are named. */
export function findingsIn(
  text: string,
  { checks = CHECKS, file = FILE }: { readonly checks?: readonly Check[]; readonly file?: string } = {},
): readonly Diagnostic[] {
  const base = builtInFile(findExtends({ text, file })?.name ?? '');
  const { value, diagnostics } = parseRulebook(
    text,
    file,
    base && { base: { text: readFileSync(base.path, 'utf8'), file: base.file } },
  );
  if (value === undefined) throw new Error(`not a rulebook: ${titlesOf(diagnostics).join('; ')}`);
  return checks.flatMap(check => runCheck(check, { ...value, file, today: TODAY }));
}

/** Each finding on one line: place, code and message; then how to mend it. */
export function titlesOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ place, code, message, fix }) => {
    const token = place?.sourceLine.slice(place.column - 1, place.column - 1 + place.length);
    return `${place?.line}:${place?.column} ${token} [${code}] ${message} · ${fix}`;
  });
}
