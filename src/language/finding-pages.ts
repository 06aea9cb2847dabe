import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One page for each code, shipped beside the built-in rulebooks; `src` and `dist` are beside `rules`. */
const FOLDER = fileURLToPath(new URL('../../rules/findings/', import.meta.url));
const EXTENSION = '.md';

let codes: readonly string[] | undefined;

/** Every code that a finding can have, in alphabetical order. */
export function findingCodes(): readonly string[] {
  codes ??= readdirSync(FOLDER)
    .filter(name => name.endsWith(EXTENSION))
    .map(name => name.slice(0, -EXTENSION.length))
    .sort();
  return codes;
}

/** The page of a code as Markdown: why, a bad example, the good one; undefined where there is no such code. */
export function findingPage(code: string): string | undefined {
  return findingCodes().includes(code) ? readFileSync(`${FOLDER}${code}${EXTENSION}`, 'utf8') : undefined;
}
