// An expression for the letters of all scripts takes a millisecond to make: texts with ASCII letters do without.

/** Whether the text is nothing but ASCII. */
export function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

/** Whether there is a letter of any script in the text. */
export function hasLetter(text: string): boolean {
  return /[A-Za-z]/.test(text) || /\p{L}/u.test(text);
}

/** Whether the text is nothing but letters of any script, and at least one. */
export function isLetters(text: string): boolean {
  return /^[A-Za-z]+$/.test(text) || /^\p{L}+$/u.test(text);
}
