/** What JSON itself lets stand raw and a terminal or a CI log would obey or reorder by; see `safe`. */
const UNSAFE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Commands of CI runners; a JSON string may well hold one, and runners read lines without parsing them. */
const COMMANDS = /#(?=#(?:\[|vso\[|teamcity\[))/gi;

const asEscape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Data as indented JSON that is safe to show: the same data, dangerous characters escaped. Ends with a newline. */
export function formatJson(data: unknown): string {
  return `${JSON.stringify(data, null, 2).replace(UNSAFE, asEscape).replace(COMMANDS, asEscape)}\n`;
}
