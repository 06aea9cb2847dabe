/** Word characters of rulebook.md; UTF-16 surrogates stand for characters above U+2C00, so code units do. */
function isWordCharacter(code: number): boolean {
  if (code < 0xc0) return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
  return (code <= 0x1fff && code !== 0xd7 && code !== 0xf7) || code >= 0x2c00;
}

/**
 * Whether folded `text` holds the folded word or phrase as whole words: no word character stands right before
 * or right after it, so `cto` is in `cto, paris` and not in `director`.
 */
export function hasWord(text: string, word: string): boolean {
  if (word === '') return false;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const before = at === 0 || !isWordCharacter(text.charCodeAt(at - 1));
    const end = at + word.length;
    const after = end === text.length || !isWordCharacter(text.charCodeAt(end));
    if (before && after) return true;
  }
  return false;
}

/** Stands for a letter that may follow or come before a text; for private use, so that no word has it. */
export const LETTER = '\uE000';
