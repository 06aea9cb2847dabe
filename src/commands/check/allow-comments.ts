import { findingCodes } from '../../language/finding-pages.ts';
import type { Diagnostic, Place } from '../../model/diagnostic.ts';
import { nearestName } from '../../values/nearest.ts';
import { type Comment, readComments } from '../../yaml/comments.ts';
import { quoted } from '../../yaml/shape.ts';

const DIRECTIVE = /^leadsieve:\s*(\S*)\s*(.*)$/;
const ALLOWED = /^([^\s,]+)\s*(?:,\s*(.*))?$/;

/** `# leadsieve: allow CODE, reason`. */
interface Allowance {
  readonly code: string;
  /** The line whose warnings it is about. */
  readonly line: number;
  readonly place: Place;
}

/** A text under check, and whether the checks got to see all of it. */
export interface AllowingText {
  readonly text: string;
  /** As the places of its diagnostics name it. */
  readonly file: string;
}

/**
 * What remains of a file's findings when those that its comments allow are taken away; comments that allow nothing
 * are findings themselves. Errors stay: a file without a meaning cannot be allowed.
 */
export function applyAllowances(
  diagnostics: readonly Diagnostic[],
  { text, file }: AllowingText,
): readonly Diagnostic[] {
  if (!text.includes('leadsieve:')) return diagnostics;
  const { allowances, faults } = readAllowances(readComments(text, file));
  const isAbout = ({ code, line }: Allowance, { code: found, place }: Diagnostic) =>
    code === found && place?.file === file && place.line === line;
  const isWarning = ({ severity }: Diagnostic) => severity === 'warning';
  const remaining = diagnostics.filter(
    diagnostic => !isWarning(diagnostic) || !allowances.some(allowance => isAbout(allowance, diagnostic)),
  );
  // While there are errors the checks have not seen everything, and what a comment allows is not known.
  const isJudged = diagnostics.every(isWarning);
  const unused = allowances.flatMap(allowance => {
    const found = diagnostics.filter(diagnostic => isAbout(allowance, diagnostic));
    if (found.some(isWarning)) return [];
    if (found.length > 0) return [isError(allowance)];
    return isJudged ? [allowsNothing(allowance)] : [];
  });
  return [...remaining, ...faults, ...unused];
}

interface Read {
  readonly allowances: readonly Allowance[];
  readonly faults: readonly Diagnostic[];
}

function readAllowances(comments: readonly Comment[]): Read {
  const allowances: Allowance[] = [];
  const faults: Diagnostic[] = [];
  const alone = new Set(comments.filter(({ isAlone }) => isAlone).map(({ place }) => place.line));
  for (const { text, place, isAlone } of comments) {
    const [, verb, rest = ''] = DIRECTIVE.exec(text) ?? [];
    if (verb === undefined) continue;
    const line = isAlone ? lineBelow(place.line, alone) : place.line;
    const read = readAllowance({ verb, rest }, { line, place });
    if ('message' in read) faults.push(read);
    else allowances.push(read);
  }
  return { allowances, faults };
}

/** The next line that is no comment, so that several of them can stand above one line. */
function lineBelow(line: number, alone: ReadonlySet<number>): number {
  let below = line + 1;
  while (alone.has(below)) below += 1;
  return below;
}

function readAllowance(
  { verb, rest }: { readonly verb: string; readonly rest: string },
  { line, place }: { readonly line: number; readonly place: Place },
): Allowance | Diagnostic {
  const form = 'write `# leadsieve: allow CODE, reason`';
  if (verb !== 'allow') {
    return fault(
      place,
      `\`leadsieve: ${verb.slice(0, 40)}\` says nothing: comments can only \`allow\``,
      form,
    );
  }
  const [, code, reason = ''] = ALLOWED.exec(rest) ?? [];
  if (code === undefined) return fault(place, 'this comment names no one code that it allows', form);
  const codes = findingCodes();
  if (!codes.includes(code)) {
    const nearest = nearestName(code, codes);
    const known =
      nearest === undefined ? 'rules/README.md lists the codes' : `did you mean ${quoted(nearest)}?`;
    return fault(place, `there is no code ${quoted(code)} to allow`, known);
  }
  if (reason.trim() === '') {
    const why = `say why, after a comma: \`# leadsieve: allow ${code}, reason\``;
    return fault(place, `${quoted(code)} is allowed without a reason, which allows nothing`, why);
  }
  return { code, line, place };
}

function isError({ code, place }: Allowance): Diagnostic {
  return fault(
    place,
    `${quoted(code)} is an error here, and errors cannot be allowed`,
    'mend what it is about',
  );
}

function allowsNothing({ code, line, place }: Allowance): Diagnostic {
  const message = `there is no warning ${quoted(code)} on line ${line}, so this comment allows nothing`;
  return fault(place, message, 'remove it, or move it to the line of the warning or the line above');
}

function fault(place: Place, message: string, fix: string): Diagnostic {
  return Object.freeze({ severity: 'warning', code: 'unused-allow', message, fix, place });
}
