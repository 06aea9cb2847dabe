import { type Check, runCheck } from '../../../../../src/commands/check/checks/check.ts';
import { PROOFS } from '../../../../../src/commands/check/checks/proved/checks.ts';
import { parseRulebook } from '../../../../../src/language/parse.ts';
import type { Diagnostic } from '../../../../../src/model/diagnostic.ts';

/** The day that rulebooks are checked on: 2024-10-04. */
const TODAY = 20_000;

const FIELDS = `fields:
  email:         { type: email }
  job_title:     { type: text }
  industry:      { type: text, values: [saas, retail, banking] }
  country:       { type: text, aliases: { france: [fr] } }
  employees:     { type: number, min: 0 }
  budget_amount: { type: number, min: 0, max: 1000000 }
  clicks:        { type: number }
  need_stated:   { type: boolean }
  opted_in:      { type: boolean }
  buys_on:       { type: date, min: 2000-01-01 }
  last_activity: { type: date }
`;

/** The findings of some checks in a rulebook of these sections, over fields of every sort. */
export function findIn(sections: string, checks: readonly Check[] = PROOFS): readonly Diagnostic[] {
  const stages = /^stages:/m.test(sections) ? '' : 'stages: [{ stage: lead }]\n';
  return findInRulebook(`rulebook: tried\nversion: 1\n${FIELDS}${sections}\n${stages}`, checks);
}

/** The findings of some checks in a whole rulebook, which must have no errors. */
export function findInRulebook(text: string, checks: readonly Check[] = PROOFS): readonly Diagnostic[] {
  const { value, diagnostics } = parseRulebook(text, 'tried.yaml');
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return checks.flatMap(check => runCheck(check, { ...value, file: 'tried.yaml', today: TODAY }));
}

/** `token: message · fix` of each finding, the token being what its place covers. */
export function said(findings: readonly Diagnostic[]): readonly string[] {
  return findings.map(({ place, message, fix }) => {
    const token = place?.sourceLine.slice(place.column - 1, place.column - 1 + place.length);
    return `${token}: ${message} · ${fix}`;
  });
}

/** The same without the fix. */
export function stated(findings: readonly Diagnostic[]): readonly string[] {
  return said(findings).map(line => line.split(' · ')[0] ?? '');
}
