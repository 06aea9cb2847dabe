import { appendByte, appendText, type ByteSink } from './byte-sink.ts';

const QUOTE = '"';

/** Appends a cell as CSV, quoted where it needs to be. */
export function appendCell(
  sink: ByteSink,
  text: string,
  { delimiter, quote = QUOTE }: { readonly delimiter: string; readonly quote?: string },
): void {
  if (!needsQuotes(text, { delimiter, quote })) {
    appendText(sink, text);
    return;
  }
  appendByte(sink, quote.charCodeAt(0));
  appendText(sink, text.includes(quote) ? text.replaceAll(quote, quote + quote) : text);
  appendByte(sink, quote.charCodeAt(0));
}

/** Whether a cell can only be written in quotes. */
export function needsQuotes(
  text: string,
  { delimiter, quote }: { delimiter: string; quote: string },
): boolean {
  return text.includes(delimiter) || text.includes(quote) || text.includes('\n') || text.includes('\r');
}
