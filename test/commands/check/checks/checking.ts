import { readFileSync } from 'node:fs';
import { type Check, runCheck } from '../../../../src/commands/check/checks/check.ts';
import { CHECKS } from '../../../../src/commands/check/checks/checks.ts';
import { builtInFile } from '../../../../src/language/built-in.ts';
import { findExtends, parseRulebook } from '../../../../src/language/parse.ts';
import type { Diagnostic } from '../../../../src/model/diagnostic.ts';

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

/** The two rulebooks of a code's page. */
export function pageOf(code: string): { readonly bad: string; readonly good: string } {
  const text = readFileSync(new URL(`../../../../rules/findings/${code}.md`, import.meta.url), 'utf8');
  const [bad = '', good = ''] = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block]) => block);
  return { bad, good };
}

/** Fields of every type, for rulebooks of which a test writes the rest. */
export const FIELDS = `rulebook: r
version: 1
fields:
  email: { type: email }
  website: { type: url }
  phone: { type: phone, region: FR }
  job_title: { type: text }
  industry: { type: text, values: [software, retail, wholesale], aliases: { retail: [shop] } }
  employees: { type: number, min: 0, max: 100000 }
  clicks: { type: number }
  buys_on: { type: date, min: 2020-01-01 }
  need_stated: { type: boolean }
`;

/** What one check says of these fields with the sections: the token, the message, the fix. */
export function saidBy(check: Check, sections: string): readonly (readonly [string, string, string])[] {
  const stages = sections.includes('stages:') ? '' : 'stages: [{ stage: lead }]\n';
  return findingsIn(`${FIELDS}${sections}\n${stages}`, { checks: [check] }).map(({ place, message, fix }) => [
    place?.sourceLine.slice(place.column - 1, place.column - 1 + place.length) ?? '',
    message,
    fix,
  ]);
}

/** A criterion with one condition. */
export const asking = (when: string) => `criteria: { c: { when: ${when} } }`;
