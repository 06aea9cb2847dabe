import { describe, quoted, type Reader, type Report, suggest } from './shape.ts';
import type { ScalarTree, Tree } from './tree.ts';

const CONTROL = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]/;
const WHOLE = /^-?[0-9]{1,15}$/;
const TRUTH: Readonly<Record<string, boolean>> = { true: true, True: true, TRUE: true };
const FALSEHOOD: Readonly<Record<string, boolean>> = { false: false, False: false, FALSE: false };

/** Reports that something else was expected, such as `a list of columns`, which is also how to mend it. */
export function wrongType(tree: Tree, expected: string, report: Report): undefined {
  return wrongShape(tree, { expected, fix: `write ${expected}` }, report);
}

/** The same with a fix of its own. */
export function wrongShape(
  tree: Tree,
  { expected, fix }: { expected: string; fix: string },
  report: Report,
): undefined {
  const nothing = describe(tree) === 'nothing';
  return report.error(tree.place, {
    code: nothing ? 'empty' : 'wrong-type',
    message: `expected ${expected}${nothing ? '; nothing is here' : `, not ${describe(tree)}`}`,
    fix,
  });
}

/** Any scalar but nothing. */
export function scalar(expected: string): Reader<ScalarTree> {
  return (tree, report) =>
    tree.kind === 'scalar' && !(tree.isNull && tree.text === '') ? tree : wrongType(tree, expected, report);
}

/** A text as written (an unquoted number or `NO` is a text too), not blank. */
export function text(expected = 'a text'): Reader<string> {
  const read = scalar(expected);
  return (tree, report) => {
    const found = read(tree, report);
    if (found === undefined) return undefined;
    return found.text.trim() === '' ? wrongType(asNothing(found), expected, report) : found.text;
  };
}

/** A text of one line without control characters, white space around it trimmed. */
export function line(expected = 'a text of one line'): Reader<string> {
  const read = text(expected);
  return (tree, report) => {
    const found = read(tree, report)?.trim();
    if (found === undefined || !CONTROL.test(found)) return found;
    return report.error(tree.place, {
      code: 'control-character',
      message: `expected ${expected}; this one has a line break or another control character`,
      fix: 'write it on one line',
    });
  };
}

/** `true` or `false`. */
export function boolean(expected = '`true` or `false`'): Reader<boolean> {
  return (tree, report) => {
    const value =
      tree.kind === 'scalar' && tree.plain ? (TRUTH[tree.text] ?? FALSEHOOD[tree.text]) : undefined;
    return value ?? wrongType(tree, expected, report);
  };
}

/** A whole number between two bounds, both included. */
export function wholeNumber(low: number, high: number): Reader<number> {
  const expected = `a whole number from ${low} to ${high}`;
  return (tree, report) => {
    if (tree.kind !== 'scalar' || !WHOLE.test(tree.text)) return wrongType(tree, expected, report);
    const value = Number(tree.text);
    if (value >= low && value <= high) return value === 0 ? 0 : value;
    return report.error(tree.place, {
      code: 'out-of-range',
      message: `${tree.text} is not from ${low} to ${high}`,
      fix: `write ${expected}`,
    });
  };
}

/** One of a few names, as they stand. */
export function oneOf<const T extends string>(names: readonly T[], what: string): Reader<T> {
  const read = scalar(what);
  return (tree, report) => {
    const found = read(tree, report);
    if (found === undefined) return undefined;
    const known = names.find(name => name === found.text);
    if (known !== undefined) return known;
    return report.error(tree.place, {
      code: 'unknown-value',
      message: `expected ${what}, not ${quoted(found.text)}`,
      fix: suggest(found.text, names, report),
    });
  };
}

function asNothing(tree: ScalarTree): ScalarTree {
  return { ...tree, text: '', isNull: true, isNumber: false };
}
