/**
 * What a terminal or a CI log could obey or reorder by: control characters but the newline, bidi controls, line
 * and paragraph separators, halves of surrogate pairs.
 */
const UNSAFE =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

/** A workflow command of GitHub: `::error::` after nothing but white space on its line. */
const COMMAND_AT_LINE_START = /^(\s*):(?=:)/gm;

/** Commands that runners find anywhere in a line: `##[error]`, `##vso[task]`, `##teamcity[…]`. */
export const COMMAND_ANYWHERE = /#(?=#(?:\[|vso\[|teamcity\[))/gi;

/** One character as `\x1b` or `\u202e`. */
export function shownAs(character: string): string {
  const hex = character.charCodeAt(0).toString(16);
  return hex.length <= 2 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`;
}

/**
 * Text of a list, a rulebook or a cost file as it may be shown in a terminal or a CI log (faults.md, row 25):
 * control and bidi characters as `\x1b`, commands to the CI runner broken. Newlines stay.
 */
export function safe(text: string): string {
  return text
    .replace(UNSAFE, shownAs)
    .replace(COMMAND_AT_LINE_START, (_command, before: string) => `${before}${shownAs(':')}`)
    .replace(COMMAND_ANYWHERE, shownAs);
}

/** The same where the text must stay on one line: newlines are shown as well. */
export function safeLine(text: string): string {
  return safe(text.replaceAll('\n', shownAs));
}
