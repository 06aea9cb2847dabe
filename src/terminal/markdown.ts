import { safeLine } from './safe.ts';

/** Characters that mean something in GitHub's markdown. */
const MARKUP = /[\\`*_[\]<>|~#&]/g;

/** Text that shows as it is, that starts no list or heading, and that calls nobody's name. */
export function plain(text: string): string {
  const line = safeLine(text).replace(MARKUP, character => `&#${character.charCodeAt(0)};`);
  return line.replaceAll('@', '&#64;').replaceAll('://', '&#58;//');
}

/** A line of a table; the cells are markdown already. */
export const tableLine = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
