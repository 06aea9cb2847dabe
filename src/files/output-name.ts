/** What a file name made of data may hold: letters and digits of any script, space and `. _ -`. */
const UNSAFE = /[^\p{L}\p{M}\p{N} ._-]/gu;
/** No character of which is unsafe: most names, for which an expression for all scripts need not be made. */
const PLAIN = /^[A-Za-z0-9 ._-]*$/;
const LONGEST_NAME = 200;
/** Names that Windows keeps for devices, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)/i;

/** A part of a file name made of data, such as a list's or a stage's name, in the one safe alphabet. */
export function safeName(text: string): string {
  const inAlphabet = PLAIN.test(text) ? text : text.normalize('NFC').replace(UNSAFE, '_');
  const safe = inAlphabet
    .replace(/\.{2,}/g, '.')
    .replace(/^[ .-]+/, '_')
    .replace(/[ .]+$/, '')
    .replace(DEVICE, '_$1');
  return cut(safe) || '_';
}

/** Two of the names that are equal ignoring case, if any are. */
export function findClash(names: readonly string[]): readonly [string, string] | undefined {
  const seen = new Map<string, string>();
  for (const name of names) {
    const key = name.normalize('NFC').toLowerCase();
    const earlier = seen.get(key);
    if (earlier !== undefined) return [earlier, name];
    seen.set(key, name);
  }
  return undefined;
}

/** File systems count bytes, and a character must not be cut. */
function cut(name: string): string {
  let kept = name;
  while (Buffer.byteLength(kept) > LONGEST_NAME) kept = [...kept].slice(0, -1).join('');
  return kept;
}
