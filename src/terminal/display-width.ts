// Expressions inside functions are made on first use: together they take two milliseconds of the command's start.

/** Whether a terminal draws a character over two columns: East Asian wide and full-width ones. */
const isWide = (point: string): boolean =>
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u.test(
    point,
  );
const isEmoji = (grapheme: string): boolean =>
  /^(?:\p{Emoji_Presentation}|\p{Regional_Indicator}|\p{Extended_Pictographic}\ufe0f)/u.test(grapheme);
const hasNoWidth = (point: string): boolean =>
  /[\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Format}]/u.test(point);
/** Letters, punctuation and currencies of one column each that never join: most texts, and cheap to measure. */
const SIMPLE =
  /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0513\u2010-\u2027\u20a0-\u20bf]*$/;

/** Made on first use, for making one takes milliseconds of the command's start. */
const made: { graphemes?: Intl.Segmenter } = {};

/** The characters of a text as a reader sees them, each with the columns it takes. */
export function charactersOf(text: string): readonly { readonly text: string; readonly width: number }[] {
  if (SIMPLE.test(text)) return [...text].map(character => ({ text: character, width: 1 }));
  made.graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return [...made.graphemes.segment(text)].map(({ segment }) => ({
    text: segment,
    width: characterWidth(segment),
  }));
}

function characterWidth(grapheme: string): number {
  if (isEmoji(grapheme)) return 2;
  return [...grapheme].reduce((width, point) => width + (hasNoWidth(point) ? 0 : isWide(point) ? 2 : 1), 0);
}

/** How many columns of a terminal a text takes; it must hold no control characters (see `safe`). */
export function displayWidth(text: string): number {
  if (SIMPLE.test(text)) return text.length;
  return charactersOf(text).reduce((width, character) => width + character.width, 0);
}

/** The text, filled with spaces on its right up to `width` columns. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** The text, filled with spaces on its left up to `width` columns. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** The text if it fits `width` columns, else its beginning and `…`. */
export function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const character of charactersOf(text)) {
    used += character.width;
    if (used > width) break;
    kept += character.text;
  }
  return width < 1 ? '' : `${kept}…`;
}
