/** Bytes `[start, end)` decoded as UTF-8; what is not UTF-8 becomes U+FFFD. */
export function toText(bytes: Buffer, start: number, end: number): string {
  return bytes.toString('utf8', start, end);
}
