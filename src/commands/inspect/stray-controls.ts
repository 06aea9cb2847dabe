/** What windows-1252 has where Unicode has control characters that no text holds. */
const PRINTED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'].map((character, index) => [
    String.fromCharCode(0x80 + index),
    character,
  ]),
);
const CONTROLS = /[\x80-\x9f]/g;

/** Text that was windows-1252, was taken for ISO 8859-1 on its way to UTF-8 and lost its quotes and dashes: as it was meant. */
export function mendCharacters(text: string): string {
  return text.replace(CONTROLS, character => PRINTED[character] ?? character);
}
