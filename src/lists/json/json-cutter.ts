import { LF } from '../../records/line-breaks.ts';

/** What a byte means for the cutting of a JSON text into records. */
export type Cut = 'none' | 'starts' | 'ends' | 'ends-last' | 'stray';

/** Cuts the text of a JSON list into records, byte by byte. */
export interface JsonCutter {
  /** Whether a record starts at the first byte of the text. */
  readonly startsAtOnce: boolean;
  step(byte: number): Cut;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
// The closing bracket of each kind is two code points further.
const BRACKET = 0x5b;
const BRACE = 0x7b;

/** NDJSON: a record ends with its line. */
export function lineCutter(): JsonCutter {
  return { startsAtOnce: true, step: byte => (byte === LF ? 'ends' : 'none') };
}

/** One array: a record ends at a comma between its elements, the last at its closing bracket. */
export function arrayCutter(): JsonCutter {
  let depth = 0;
  let inString = false;
  let isEscaped = false;
  let isOver = false;

  function stepInString(byte: number): Cut {
    if (isEscaped) isEscaped = false;
    else if (byte === BACKSLASH) isEscaped = true;
    else if (byte === QUOTE) inString = false;
    return 'none';
  }

  function step(byte: number): Cut {
    if (inString) return stepInString(byte);
    if (isOver) return isJsonSpace(byte) ? 'none' : 'stray';
    if (byte === QUOTE) inString = true;
    else if (byte === COMMA) return depth === 1 ? 'ends' : 'none';
    else if (byte === BRACKET || byte === BRACE) return depth++ === 0 ? 'starts' : 'none';
    else if (byte === BRACKET + 2 || byte === BRACE + 2) {
      depth--;
      isOver = depth === 0;
      return isOver ? 'ends-last' : 'none';
    }
    return 'none';
  }

  return { startsAtOnce: false, step };
}

export function isJsonSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === LF || byte === 0x0d || byte === 0x09;
}
