import type { Reject } from './record-batch.ts';
import { toText } from './utf8.ts';

/** How much of a rejected row is kept, in bytes. */
export const RAW_LIMIT = 64 * 1024;

/** Where a rejected row stands. */
export type RejectPlace = Pick<Reject, 'row' | 'line' | 'byte' | 'raw'>;

/** Bytes `[start, end)` as text, cut after 64 KB at a character's border. */
export function rawText(bytes: Buffer, start: number, end: number): string {
  if (end - start <= RAW_LIMIT) return toText(bytes, start, end);
  let cut = start + RAW_LIMIT;
  while (cut > start && ((bytes[cut] ?? 0) & 0xc0) === 0x80) cut--;
  return toText(bytes, start, cut);
}

export function unclosedQuote(place: RejectPlace, openedOn: number): Reject {
  const message = `the quote opened on line ${openedOn} is never closed; close it, or double it if it is part of the text`;
  return { ...place, code: 'unclosed-quote', openedOn, message };
}

/** A reject of a part of a list as it stands in the list, of which so many lines and rows come before. */
export function moveReject(reject: Reject, { lines, rows }: { lines: number; rows: number }): Reject {
  const moved = { ...reject, line: reject.line + lines, row: reject.row + rows };
  return reject.openedOn === undefined ? moved : unclosedQuote(moved, reject.openedOn + lines);
}

export function tooLong(place: RejectPlace, longest: number): Reject {
  const limit = longest >= 1024 * 1024 ? `${Math.floor(longest / 1024 / 1024)} MB` : `${longest} bytes`;
  return {
    ...place,
    code: 'too-long',
    message: `the row is longer than ${limit}; shorten it, or close its quote`,
  };
}

export function notJson(place: RejectPlace): Reject {
  return { ...place, code: 'not-json', message: 'the line is not valid JSON; write one object on each line' };
}

export function notAnObject(place: RejectPlace): Reject {
  return {
    ...place,
    code: 'not-an-object',
    message: 'the record is not a JSON object; write it as {"field": value}',
  };
}

export function tooDeep(place: RejectPlace, deepest: number): Reject {
  return {
    ...place,
    code: 'too-deep',
    message: `the record is nested deeper than ${deepest} levels; flatten it`,
  };
}
