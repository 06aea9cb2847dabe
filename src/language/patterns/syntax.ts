/** A stretch of the source of an expression, in UTF-16 units. */
export interface Stretch {
  readonly at: number;
  readonly length: number;
}

/** Why an expression would not mean the same in every engine, and what to write instead. */
export interface ExpressionFault extends Stretch {
  readonly message: string;
  readonly fix: string;
}

/** First and last code point of a range, both included. */
export type CodeRange = readonly [first: number, last: number];

/** The portable subset of regular expressions as data. */
export type Expression = Stretch &
  (
    | { readonly kind: 'alternatives' | 'sequence'; readonly of: readonly Expression[] }
    | { readonly kind: 'literal'; readonly character: string }
    | { readonly kind: 'any' | 'start' | 'end' }
    | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly CodeRange[] }
    | { readonly kind: 'group'; readonly capturing: boolean; readonly of: Expression }
    | Repeat
  );

export interface Repeat extends Stretch {
  readonly kind: 'repeat';
  readonly of: Expression;
  readonly low: number;
  /** Infinity where there is no upper end. */
  readonly high: number;
  /** As written: `*`, `+`, `?` or `{n,m}`. */
  readonly sign: string;
}

/** Where a parser stands in a source, and what it found wrong so far; it always goes on to the end. */
export interface Cursor {
  readonly source: string;
  at: number;
  readonly faults: ExpressionFault[];
  /** Reading was given up, so that what is missing at the end is no fault. */
  stopped: boolean;
}

export const ESCAPED = /^[!-/:-@[-`{-~]$/;

/** The whole character at the cursor, of one or two UTF-16 units; empty at the end. */
export function peek({ source, at }: Cursor): string {
  const code = source.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/** Moves past the text if the source goes on with it. */
export function take(cursor: Cursor, text: string): boolean {
  const found = cursor.source.startsWith(text, cursor.at);
  if (found) cursor.at += text.length;
  return found;
}

export function refuse(
  cursor: Cursor,
  at: number,
  { message, fix }: { message: string; fix: string },
): undefined {
  cursor.faults.push({ at, length: Math.max(1, cursor.at - at), message, fix });
}
