// The grammar of values/field-types/email-bytes.ts, which is tested to give the same answers.
const AT: u8 = 0x40;
const DOT: u8 = 0x2e;
const HYPHEN: u8 = 0x2d;
const GUARD: u8 = 0x27;
const LONGEST_LABEL: usize = 63;

/** Kinds of bytes, by byte: what may stand before the `@`, and what labels are made of. */
const LOCAL: u8 = 1;
const LETTER: u8 = 2;
const DIGIT: u8 = 4;
const INNER: u8 = 8;

/** Where the `@` is in an address of nothing but ASCII; 0 where the bytes `[start, end)` are none. */
export function findAtSign(start: usize, end: usize, kinds: usize, longest: i32): usize {
  if (end - start > <usize>longest || start === end || load<u8>(start) === GUARD) return 0;
  let at = start;
  while (at < end && (load<u8>(kinds + load<u8>(at)) & LOCAL) !== 0) at++;
  if (at === start || at === end || load<u8>(at) !== AT) return 0;
  return isDomain(at + 1, end, kinds) ? at : 0;
}

/** At least two labels of letters, digits and inner hyphens; the last is not a number. */
function isDomain(start: usize, end: usize, kinds: usize): bool {
  let label = start;
  let isNumber = true;
  for (let at = start; at < end; at++) {
    const byte = load<u8>(at);
    if (byte === DOT) {
      if (!isLabel(label, at)) return false;
      label = at + 1;
      isNumber = true;
      continue;
    }
    const kind = load<u8>(kinds + byte);
    if ((kind & (LETTER | DIGIT | INNER)) === 0) return false;
    if ((kind & DIGIT) === 0) isNumber = false;
  }
  return label > start && !isNumber && isLabel(label, end);
}

function isLabel(start: usize, end: usize): bool {
  const length = end - start;
  return length > 0 && length <= LONGEST_LABEL && load<u8>(start) !== HYPHEN && load<u8>(end - 1) !== HYPHEN;
}
