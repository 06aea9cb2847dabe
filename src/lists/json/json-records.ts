import { CannotRun } from '../../model/errors.ts';
import type { Reject } from '../../records/record-batch.ts';
import {
  notAnObject,
  notJson,
  type RejectPlace,
  rawText,
  tooDeep,
  tooLong,
} from '../../records/reject-reasons.ts';
import { LONGEST_RECORD } from '../../records/scanner-options.ts';
import {
  DEEPEST_JSON,
  formatJson,
  isJsonArray,
  isJsonNumber,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
} from '../../text/json.ts';
import { listFaults } from '../list-faults.ts';
import type { JsonSlice, JsonSlices } from './json-splitter.ts';

/** A cell of a JSON record under the name of its column. */
export interface JsonCell {
  readonly column: string;
  readonly text: string;
  /** It is an unquoted number. */
  readonly plain: boolean;
}

export type JsonRecord =
  | {
      readonly kind: 'record';
      readonly cells: readonly JsonCell[];
      /** Keys that an object of it has again with another value, which counts. */
      readonly repeatedKeys: number;
    }
  | {
      readonly kind: 'reject';
      readonly code: Reject['code'];
      readonly reason: (place: RejectPlace) => Reject;
    };

/** Parses one record; its nested objects become columns `a.b`, arrays JSON text, null an empty cell. */
export function parseRecord(bytes: Buffer, slice: JsonSlice): JsonRecord {
  if (slice.isTooLong)
    return { kind: 'reject', code: 'too-long', reason: place => tooLong(place, LONGEST_RECORD) };
  const parsed = parseJson(bytes.toString('utf8', slice.start, slice.end));
  if (parsed.kind === 'too-deep')
    return { kind: 'reject', code: 'too-deep', reason: place => tooDeep(place, DEEPEST_JSON) };
  if (parsed.kind === 'invalid') return { kind: 'reject', code: 'not-json', reason: notJson };
  if (!isJsonObject(parsed.value)) return { kind: 'reject', code: 'not-an-object', reason: notAnObject };
  return { kind: 'record', cells: flatten(parsed.value, ''), repeatedKeys: parsed.repeatedKeys };
}

/** Where a record that is rejected stands; `offset` is what comes before the text in the file. */
export function placeOf(
  bytes: Buffer,
  { slice, row, offset }: { readonly slice: JsonSlice; readonly row: number; readonly offset: number },
): RejectPlace {
  const { line, byte, start, end } = slice;
  return { row, line, byte: byte + offset, raw: rawText(bytes, start, end) };
}

/** Throws CannotRun if the text around the records is no JSON list. */
export function verifyFrame({ isCutShort, strayLine }: JsonSlices, shown: string): void {
  if (isCutShort) throw new CannotRun([listFaults.jsonCutShort(shown)]);
  if (strayLine !== undefined) throw new CannotRun([listFaults.jsonInvalid(shown, strayLine)]);
}

function flatten(object: JsonObject, prefix: string): readonly JsonCell[] {
  return Object.entries(object).flatMap(([key, value]) => cellsOf(prefix + key, value));
}

function cellsOf(column: string, value: JsonValue): readonly JsonCell[] {
  if (isJsonObject(value) && Object.keys(value).length > 0) return flatten(value, `${column}.`);
  return [{ column, text: textOf(value), plain: isJsonNumber(value) }];
}

function textOf(value: JsonValue): string {
  if (value === null || isJsonObject(value)) return '';
  if (typeof value === 'string') return value;
  return isJsonArray(value) || isJsonNumber(value) ? formatJson(value) : String(value);
}
