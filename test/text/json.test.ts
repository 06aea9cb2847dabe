import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEEPEST_JSON,
  formatJson,
  isJsonNumber,
  isJsonObject,
  type JsonValue,
  parseJson,
} from '../../src/text/json.ts';

function parsedValue(text: string): JsonValue {
  const parsed = parseJson(text);
  if (parsed.kind !== 'value') throw new Error(parsed.kind);
  return parsed.value;
}

describe('parseJson', () => {
  it('keeps the source text of numbers', () => {
    expect(formatJson(parsedValue('[1.50, 12345678901234567890, -0, 1e3]'))).toBe(
      '[1.50,12345678901234567890,-0,1e3]',
    );
    expect(isJsonNumber(parsedValue('1.50'))).toBe(true);
    expect(isJsonNumber(parsedValue('"1.50"'))).toBe(false);
  });

  it('takes the last of equal keys', () => {
    expect(formatJson(parsedValue('{"a":1,"b":2,"a":3}'))).toBe('{"a":3,"b":2}');
    expect(formatJson(parsedValue('{"a":1,"a":null}'))).toBe('{"a":null}');
  });

  it('treats __proto__ and constructor as keys like any other', () => {
    const value = parsedValue('{"__proto__":{"x":1},"constructor":2}');
    expect(isJsonObject(value) && Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it('refuses what is nested too deep, and not what only looks so in a text', () => {
    const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(parseJson(deep(DEEPEST_JSON)).kind).toBe('value');
    expect(parseJson(deep(DEEPEST_JSON + 1)).kind).toBe('too-deep');
    expect(parseJson(deep(1_000_000)).kind).toBe('too-deep');
    expect(parseJson(JSON.stringify('['.repeat(100))).kind).toBe('value');
    expect(parseJson(`"\\"${'['.repeat(100)}"`).kind).toBe('value');
  });

  it.each(['', '{', '{"a":}', '[1,]', '01', 'nul', '{"a":1}{', "{'a':1}"])('refuses %j', text => {
    expect(parseJson(text).kind).toBe('invalid');
  });

  it('reads what JSON.stringify writes, and writes it back', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        expect(JSON.parse(formatJson(parsedValue(text)))).toEqual(JSON.parse(text));
      }),
    );
  });
});
