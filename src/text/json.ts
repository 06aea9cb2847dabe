import { createRequire } from 'node:module';
import type * as losslessJson from 'lossless-json';

/** What a number has beside its text: a symbol, so that no object of a document is one. */
const NUMBER = Symbol('number');

/** A number as it is written, such as `1.50` or `12345678901234567890`. */
export interface JsonNumber {
  readonly [NUMBER]: true;
  readonly source: string;
}
export type JsonArray = readonly JsonValue[];
export interface JsonObject {
  readonly [key: string]: JsonValue;
}
export type JsonValue = string | boolean | null | JsonNumber | JsonArray | JsonObject;

export type ParsedJson =
  | {
      readonly kind: 'value';
      readonly value: JsonValue;
      /** Keys that are written again in one object with another value. */
      readonly repeatedKeys: number;
    }
  | { readonly kind: 'too-deep' }
  | { readonly kind: 'invalid' };

/** The deepest nesting that is read: far beyond any lead, far below the stack. */
export const DEEPEST_JSON = 64;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
// The closing bracket of each kind is two code points further.
const BRACKET = 0x5b;
const BRACE = 0x7b;
const require = createRequire(import.meta.url);

/**
 * JSON text → value; numbers keep their source text. Of a key that is written twice in one object the last counts, as
 * everywhere in JavaScript; `__proto__` is a key like any other.
 */
export function parseJson(text: string): ParsedJson {
  if (depthOf(text) > DEEPEST_JSON) return { kind: 'too-deep' };
  const { parse } = require('lossless-json') as typeof losslessJson;
  let repeatedKeys = 0;
  const onDuplicateKey = ({ newValue }: { readonly newValue: unknown }): unknown => {
    repeatedKeys++;
    return newValue;
  };
  try {
    const value = parse(text, null, { parseNumber: source => ({ [NUMBER]: true, source }), onDuplicateKey });
    return { kind: 'value', value: value as JsonValue, repeatedKeys };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'invalid' };
    throw error;
  }
}

/** A value as compact JSON text, numbers as they were written. */
export function formatJson(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isJsonNumber(value)) return value.source;
  if (isJsonArray(value)) return `[${value.map(formatJson).join(',')}]`;
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}:${formatJson(member)}`,
  );
  return `{${members.join(',')}}`;
}

export function isJsonNumber(value: JsonValue): value is JsonNumber {
  return typeof value === 'object' && value !== null && NUMBER in value;
}

export function isJsonArray(value: JsonValue): value is JsonArray {
  return Array.isArray(value);
}

export function isJsonObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !isJsonArray(value) && !isJsonNumber(value);
}

/** How deep brackets nest outside strings, without parsing: the parser is recursive and would run out of stack. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (inString && unit === BACKSLASH) at++;
    else if (unit === QUOTE) inString = !inString;
    else if (!inString && (unit === BRACE || unit === BRACKET)) deepest = Math.max(deepest, ++depth);
    else if (!inString && (unit === BRACE + 2 || unit === BRACKET + 2)) depth--;
  }
  return deepest;
}
