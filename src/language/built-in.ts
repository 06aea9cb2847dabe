import { fileURLToPath } from 'node:url';

/** Rulebooks that come with leadsieve. */
export const BUILT_IN_NAMES = [
  'bant',
  'champ',
  'faint',
  'anum',
  'gpct',
  'prospect',
  'inbound',
  'purchased-list',
] as const;

/** A rulebook to read: its name in messages, and where it is. */
export interface RulebookFile {
  /** As messages and `run.json` name it; relative to the package for a built-in, which is the same everywhere. */
  readonly file: string;
  readonly path: string;
}

/** The file of a built-in rulebook; undefined where there is none of this name. `src` and `dist` are beside `rules`. */
export function builtInFile(name: string): RulebookFile | undefined {
  if (!BUILT_IN_NAMES.some(known => known === name)) return undefined;
  const file = `rules/${name}.yaml`;
  return { file, path: fileURLToPath(new URL(`../../${file}`, import.meta.url)) };
}
