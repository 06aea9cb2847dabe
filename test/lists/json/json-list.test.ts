import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Piece } from '../../../src/lists/bytes/utf8-pieces.ts';
import { arrayCutter, lineCutter } from '../../../src/lists/json/json-cutter.ts';
import { splitJson } from '../../../src/lists/json/json-splitter.ts';
import { RAW_LIMIT, rawText } from '../../../src/records/reject-reasons.ts';
import { faultsOf, readList, writeList } from '../reading.ts';

describe('a JSON list', () => {
  it('becomes rows of its keys in first-seen order', async () => {
    const text =
      '[{"email":"a@b.example","company":{"name":"A \\"B\\", C","size":1.50}},\n{"tags":["x",2],"email":null,"ok":true}]\n';
    const { list, rows, plain } = await readList(writeList('leads.json', text));
    expect(list).toMatchObject({
      format: 'json',
      header: ['email', 'company.name', 'company.size', 'tags', 'ok'],
      dialect: { delimiter: ',', newline: '\n', bom: false },
    });
    expect(rows).toEqual([
      ['a@b.example', 'A "B", C', '1.50', '', ''],
      ['', '', '', '["x",2]', 'true'],
    ]);
    expect(plain).toEqual([
      [false, false, true, false, false],
      [false, false, false, false, false],
    ]);
  });

  it('says which records name a column twice with two values, or hold half a character', async () => {
    const text =
      '{"a":"x","a":"y"}\n{"n":1,"n":99999}\n{"a.b":"flat","a":{"b":"nested"}}\n{"a":"x\\ud800"}\n{"a":1,"a":1}\n{"a":"\\ud83d\\ude00"}';
    const { issues, list, rows } = await readList(writeList('a.ndjson', text));
    expect(issues).toEqual([['row:key'], ['row:key'], ['row:key'], ['row:encoding'], [], []]);
    expect(rows.slice(0, 3).map(row => row.join('|'))).toEqual(['y||', '|99999|', '||nested']);
    expect(list.counts()).toMatchObject({ repairs: { key: 3, encoding: 1 }, repaired: 4 });
    expect(list.findings().map(({ message }) => message.replace(list.path, 'LIST'))).toEqual([
      'LIST: 3 records name a column twice with two values; the last one counts',
      'LIST: 1 record holds half a character (a lone surrogate); replaced by U+FFFD',
    ]);
  });

  it('may have no records', async () => {
    const { list, rows } = await readList(writeList('a.json', '[]'));
    expect([list.header, rows, list.counts().rows]).toEqual([[], [], 0]);
  });

  it('may be one object a line; a bad line is rejected and the rest goes on', async () => {
    const { rows, numbers, rejects } = await readList(
      writeList('a.ndjson', '{"a":1}\r\n\n{"a":\n[1]\n{"a":2,"b":{}}'),
    );
    expect(rows).toEqual([
      ['1', ''],
      ['2', ''],
    ]);
    expect(numbers).toEqual([1, 4]);
    expect(rejects.map(({ row, line, byte, code, raw }) => [row, line, byte, code, raw])).toEqual([
      [2, 3, 10, 'not-json', '{"a":'],
      [3, 4, 16, 'not-an-object', '[1]'],
    ]);
  });

  it('rejects what is not an object, or nested too deep, in an array', async () => {
    const deep = `{"a":${'['.repeat(99)}${']'.repeat(99)}}`;
    const { rows, rejects } = await readList(writeList('a.json', `[1,{"a":2},\n${deep}]`));
    expect(rows).toEqual([['2']]);
    expect(rejects.map(({ row, line, code }) => [row, line, code])).toEqual([
      [1, 1, 'not-an-object'],
      [3, 2, 'too-deep'],
    ]);
  });

  it('is refused where it is cut short, anywhere', async () => {
    const text = '[{"a":"x]}"},{"a":[1,{"b":2}]}]';
    for (let length = 2; length < text.length; length++) {
      expect(await faultsOf(writeList('a.json', text.slice(0, length)))).toEqual([
        'LIST: the JSON is cut short: its array is never closed',
      ]);
    }
    expect(await faultsOf(writeList('a.json', text))).toEqual([]);
  });

  it('is refused where it is not JSON or no list', async () => {
    expect(await faultsOf(writeList('a.json', '[{"a":1},\n\n{"a":}]'))).toEqual([
      'LIST: what starts on line 3 is not valid JSON',
    ]);
    expect(await faultsOf(writeList('a.json', '[{"a":1},]'))).toEqual([
      'LIST: what starts on line 1 is not valid JSON',
    ]);
    expect(await faultsOf(writeList('a.json', '[{"a":1}]\nx'))).toEqual([
      'LIST: what starts on line 2 is not valid JSON',
    ]);
    expect(await faultsOf(writeList('a.json', '{"a":1}'))).toEqual([
      'LIST is one JSON object, not a list of leads',
    ]);
    expect(await faultsOf(writeList('a.json', '12'))).toEqual([
      'LIST is a single value or no JSON, not a list of leads',
    ]);
    expect(await faultsOf(writeList('a.json', ''))).toEqual(['LIST is empty']);
  });

  it('may be empty of records', async () => {
    expect((await readList(writeList('a.json', ' [ ] '))).rows).toEqual([]);
  });

  it('keeps keys that are names of JavaScript itself', async () => {
    const { list, rows } = await readList(writeList('a.json', '[{"__proto__":"x","constructor":1}]'));
    expect([list.header, rows]).toEqual([['__proto__', 'constructor'], [['x', '1']]]);
  });

  it('holds texts of any kind', async () => {
    const records = fc.array(fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' }), { minKeys: 1 }), {
      minLength: 1,
    });
    await fc.assert(
      fc.asyncProperty(records, fc.boolean(), async (objects, asLines) => {
        const text = asLines
          ? objects.map(object => JSON.stringify(object)).join('\n')
          : JSON.stringify(objects, null, 1);
        const { list, rows } = await readList(writeList(asLines ? 'a.ndjson' : 'a.json', text));
        const expected = objects.map(object =>
          list.header.map(name =>
            Object.hasOwn(object, name) ? (object[name] ?? '').replaceAll('\0', '') : '',
          ),
        );
        expect(rows).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});

describe('splitJson', () => {
  async function* piecesOf(text: string, size: number): AsyncGenerator<Piece> {
    const bytes = Buffer.from(text);
    for (let at = 0; at === 0 || at < bytes.length; at += size) {
      yield { bytes: bytes.subarray(at, at + size), isLast: at + size >= bytes.length };
    }
  }

  async function split(
    text: string,
    { size, isArray, longest = 1000 }: { size: number; isArray: boolean; longest?: number },
  ) {
    const pieces = piecesOf(text, size);
    const found: unknown[] = [];
    const cutter = isArray ? arrayCutter() : lineCutter();
    for await (const { bytes, slices, isCutShort, strayLine } of splitJson(pieces, { cutter, longest })) {
      for (const { start, end, line, byte, isTooLong } of slices) {
        found.push([isTooLong ? 'too long' : bytes.toString('utf8', start, end), line, byte]);
      }
      if (isCutShort) found.push('cut short');
      if (strayLine !== undefined && found.at(-1) !== strayLine) found.push(strayLine);
    }
    return found;
  }

  it('says where records are', async () => {
    expect(await split('[ {"a":"]"},\n [1,2] ]', { size: 100, isArray: true })).toEqual([
      ['{"a":"]"}', 1, 2],
      ['[1,2] ', 2, 14],
    ]);
    expect(await split('1\n\n2', { size: 100, isArray: false })).toEqual([
      ['1', 1, 0],
      ['2', 3, 3],
    ]);
  });

  it.each([1, 2, 3, 9, 1000])(
    'does not count blank space before a record as its length, in pieces of %i',
    async size => {
      // Each of the first two was once too long in small pieces only, and the blank line made the next record too long.
      expect(await split('  [[[[éé[[', { size, isArray: false, longest: 10 })).toEqual([['[[[[éé[[', 1, 2]]);
      expect(await split('[\né""é\n é}', { size, isArray: true, longest: 10 })).toEqual([['é""é\n é', 2, 2]]);
      const blank = ' '.repeat(30);
      expect(await split(`${blank}\n{"a":1}`, { size, isArray: false, longest: 10 })).toEqual([
        ['{"a":1}', 2, 31],
      ]);
      expect(await split(`[1,${blank}\n${blank}2]`, { size, isArray: true, longest: 10 })).toEqual([
        ['1', 1, 1],
        ['2', 2, 64],
      ]);
      expect(await split('[ 12345678901 ]', { size, isArray: true, longest: 10 })).toEqual([
        ['too long', 1, 2],
      ]);
    },
  );

  it.each([1000, RAW_LIMIT - 1, RAW_LIMIT, RAW_LIMIT + 1, 1 << 20])(
    'cuts what is too long between two characters, in pieces of %i',
    async size => {
      // After one byte, every other byte is the middle of a character, and so is the last one that is kept.
      const text = `[a${'é'.repeat(RAW_LIMIT)}]`;
      const raws: string[] = [];
      const pieces = piecesOf(text, size);
      const options = { cutter: arrayCutter(), longest: RAW_LIMIT + 10 };
      for await (const { bytes, slices } of splitJson(pieces, options)) {
        for (const { start, end } of slices) raws.push(rawText(bytes, start, end));
      }
      expect(raws).toEqual([`a${'é'.repeat(RAW_LIMIT / 2 - 1)}`]);
    },
  );

  it('gives the same in pieces of any size', async () => {
    const marks = ['[', ']', '{', '}', ',', '"', '\\', '\n', ' ', '      ', '\r\n', 'a', 'aaaaa', 'é', '😀'];
    const parts = fc.array(fc.constantFrom(...marks), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(parts, fc.integer({ min: 1, max: 7 }), fc.boolean(), async (tokens, size, isArray) => {
        const text = tokens.join('');
        const longest = 10;
        expect(await split(text, { size, isArray, longest })).toEqual(
          await split(text, { size: 1000, isArray, longest }),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
