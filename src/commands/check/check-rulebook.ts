import { readFile } from 'node:fs/promises';
import { builtInFile } from '../../language/built-in.ts';
import { type LoadedRulebook, loadRulebook } from '../../language/load.ts';
import type { CheckedRulebookText, ParsedRulebook } from '../../language/parse.ts';
import type { Checked, Diagnostic } from '../../model/diagnostic.ts';
import type { Day } from '../../model/lead.ts';
import type { Rulebook, RulebookTest } from '../../model/rulebook.ts';
import { applyAllowances } from './allow-comments.ts';
import { untested } from './check-untested.ts';
import { type CheckedRulebook, runCheck } from './checks/check.ts';
import { CHECKS } from './checks/checks.ts';
import { PROOFS } from './checks/proved/checks.ts';
import { versionUnchanged } from './checks/version-unchanged.ts';
import { soundPart } from './written/sound-part.ts';

/** What a rulebook is checked against beside itself. */
export interface CheckOptions {
  /** What `review_by` is compared with, and the day of tests without an `as_of`. */
  readonly today: Day;
  /** The rulebook as it stood before, for `version-unchanged`. */
  readonly before?: Rulebook;
  /** Tests in files beside it, which count like its own. */
  readonly moreTests?: readonly RulebookTest[];
  /** Whether files beside it hold tests that are not among these, so that what is untested is not known. */
  readonly hasOtherTests?: boolean;
}

/**
 * Loads a rulebook by the name of a built-in or by its path, and says every fault and every doubtful thing in it.
 * What is doubtful is a warning; comments `# leadsieve: allow CODE, reason` silence those of their line.
 *
 * @throws CannotRun if the file cannot be read
 */
export async function checkRulebook(
  nameOrPath: string,
  options: CheckOptions,
): Promise<Checked<LoadedRulebook>> {
  const loaded = await loadRulebook(nameOrPath);
  const { file, path } = builtInFile(nameOrPath) ?? { file: nameOrPath, path: nameOrPath };
  const text = await readFile(path, 'utf8');
  return { ...loaded, diagnostics: reviewRulebook(loaded, { ...options, text, file }) };
}

/** The same of a rulebook that has been read from a text. */
export function reviewRulebook(
  { value, diagnostics, faulty }: CheckedRulebookText,
  { text, file, ...options }: CheckOptions & { readonly text: string; readonly file: string },
): readonly Diagnostic[] {
  const doubts =
    value === undefined
      ? findDoubtsBesideErrors(soundPart(faulty, diagnostics), { ...options, file })
      : findDoubts(value, { ...options, file });
  return applyAllowances([...diagnostics, ...doubts], { text, file });
}

function findDoubts(
  { rulebook, document }: ParsedRulebook,
  { file, today, before, moreTests = [], hasOtherTests = false }: CheckOptions & { readonly file: string },
): readonly Diagnostic[] {
  const tested = { ...rulebook, tests: [...rulebook.tests, ...moreTests] };
  const checks = [
    ...CHECKS,
    ...PROOFS,
    ...(hasOtherTests ? [] : [untested]),
    ...(before === undefined ? [] : [versionUnchanged(before)]),
  ];
  const checked: CheckedRulebook = { rulebook: tested, document, file, today };
  return checks.flatMap(check => runCheck(check, checked));
}

/** Checks that speak of the rulebook as a whole, which says nothing while a part of it has no meaning. */
const OF_THE_WHOLE: ReadonlySet<string> = new Set([
  'dead-weight',
  'double-count',
  'impossible-threshold',
  'missing-ask',
  'shadowed-stage',
  'unknown-qualifies',
  'unreachable-stage',
  'unused-definition',
]);

/** What is doubtful in the entries that no error touches. */
function findDoubtsBesideErrors(
  sound: ParsedRulebook | undefined,
  { file, today }: Pick<CheckOptions, 'today'> & { readonly file: string },
): readonly Diagnostic[] {
  if (sound === undefined) return [];
  const checks = [...CHECKS, ...PROOFS].filter(({ code }) => !OF_THE_WHOLE.has(code));
  return checks.flatMap(check => runCheck(check, { ...sound, file, today }));
}
