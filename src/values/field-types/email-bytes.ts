/** What a byte may be in an address of nothing but ASCII, as bits. */
const ADDRESS_PARTS = {
  /** Before the `@`. */
  local: 1,
  letter: 2,
  digit: 4,
  /** Inside a label of the domain only. */
  inner: 8,
} as const;

/** By byte, what it may be: the table by which the kernel takes an address apart as `parseEmail` does. */
export const ADDRESS_BYTES: Uint8Array = tableOf({
  local: /[!#-'*+\-./0-9=?A-Z^_`a-z{|}~]/,
  letter: /[A-Za-z]/,
  digit: /[0-9]/,
  inner: /-/,
});

function tableOf(patterns: Readonly<Record<keyof typeof ADDRESS_PARTS, RegExp>>): Uint8Array {
  const table = new Uint8Array(256);
  for (let byte = 0; byte < 128; byte++) {
    const character = String.fromCharCode(byte);
    for (const part of Object.keys(ADDRESS_PARTS) as (keyof typeof ADDRESS_PARTS)[]) {
      if (patterns[part].test(character)) table[byte] = (table[byte] ?? 0) | ADDRESS_PARTS[part];
    }
  }
  return table;
}
