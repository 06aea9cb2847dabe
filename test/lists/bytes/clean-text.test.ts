import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, onTestFinished, test } from 'vitest';
import { openSource } from '../../../src/lists/bytes/byte-source.ts';
import { isCleanRange, looksClean, shareFile } from '../../../src/lists/bytes/clean-text.ts';
import { surveySource } from '../../../src/lists/bytes/survey.ts';
import { writeList } from '../reading.ts';

/** Texts in UTF-8 with, here and there, bytes that belong nowhere, cut characters and NULs. */
const bytes = fc
  .array(
    fc.oneof(
      { arbitrary: fc.string({ unit: 'binary', maxLength: 6 }).map(text => Buffer.from(text)), weight: 4 },
      { arbitrary: fc.constantFrom('é', 'Ł', '€', '😀', 'a,b\n').map(text => Buffer.from(text)), weight: 8 },
      fc
        .constantFrom([0x80], [0xff], [0], [0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xc0, 0x80])
        .map(Buffer.from),
      fc
        .constantFrom([0x80, 0x80, 0x80, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80])
        .map(Buffer.from),
    ),
    { maxLength: 8 },
  )
  .map(parts => Buffer.concat(parts));

const isClean = (text: Uint8Array): boolean => isUtf8(text) && !text.includes(0);

function openFile(content: Uint8Array): number {
  const descriptor = openSync(writeList('a.csv', content), 'r');
  onTestFinished(() => closeSync(descriptor));
  return descriptor;
}

/** Whether all ranges of a file are clean, cut at these places. */
function areClean(descriptor: number, size: number, cuts: readonly number[]): boolean {
  const places = [0, ...cuts.map(cut => Math.min(cut, size)).sort((one, other) => one - other), size];
  return places
    .slice(1)
    .every((to, index) => isCleanRange({ descriptor, from: places[index] ?? 0, to, size }));
}

test('a text is clean if and only if all its ranges are, wherever it is cut', () => {
  const path = writeList('a.csv', '');
  const seen = { clean: 0, other: 0 };
  fc.assert(
    fc.property(bytes, fc.array(fc.nat({ max: 40 }), { maxLength: 12 }), (text, cuts) => {
      writeFileSync(path, text);
      const descriptor = openSync(path, 'r');
      try {
        expect(areClean(descriptor, text.length, cuts)).toBe(isClean(text));
      } finally {
        closeSync(descriptor);
      }
      seen[isClean(text) ? 'clean' : 'other']++;
    }),
    { numRuns: 1000 },
  );
  expect(Math.min(seen.clean, seen.other)).toBeGreaterThan(100);
});

test.each(['é', '€', '😀'])('a long text of %s is looked at to its last byte', character => {
  for (const shift of [0, 1, 2, 3]) {
    const text = Buffer.from('a'.repeat(shift) + character.repeat(150_000));
    const size = text.length;
    expect(areClean(openFile(text), size, [])).toBe(true);
    for (const wrong of [0, 1, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, size - 1]) {
      for (const byte of [0, 0xff]) {
        const damaged = Buffer.from(text);
        damaged[wrong] = byte;
        expect([shift, wrong, byte, areClean(openFile(damaged), size, [])]).toEqual([
          shift,
          wrong,
          byte,
          false,
        ]);
      }
    }
    expect(areClean(openFile(text.subarray(0, -1)), size - 1, [])).toBe(false);
  }
});

test('a file that has become shorter is not clean', () => {
  expect(isCleanRange({ descriptor: openFile(Buffer.from('abc')), from: 0, to: 4, size: 4 })).toBe(false);
  expect(isCleanRange({ descriptor: openFile(Buffer.from('abc')), from: 0, to: 3, size: 4 })).toBe(false);
});

test('who look through a file together find it clean if and only if it is', () => {
  const text = Buffer.from('é,1\n'.repeat(2_000_000));
  for (const wrong of [undefined, 0, (1 << 23) - 1, 1 << 23, text.length - 1]) {
    const damaged = Buffer.from(text);
    if (wrong !== undefined) damaged[wrong] = 0xff;
    const file = shareFile({ descriptor: openFile(damaged), size: text.length });
    const found = [looksClean(file), looksClean(file)];
    expect([wrong, found.every(isFine => isFine)]).toEqual([wrong, wrong === undefined]);
  }
});

test('what others find clean is surveyed as who reads it all does', async () => {
  const marked = fc.constantFrom('', '\ufeff').map(mark => Buffer.from(mark));
  const utf8 = fc.tuple(marked, bytes).map(parts => Buffer.concat(parts));
  const utf16 = fc.tuple(fc.string(), fc.constantFrom('utf-16', 'utf-16le', 'utf-16be'));
  const any = fc.oneof(
    { arbitrary: utf8, weight: 4 },
    utf16.map(([text, encoding]) => iconv.encode(text, encoding)),
    bytes.map(text => gzipSync(text)),
  );
  const path = writeList('a.csv', '');
  await fc.assert(
    fc.asyncProperty(any, async content => {
      writeFileSync(path, content);
      const { value: source } = await openSource(path);
      if (source === undefined) throw new Error('the file is there');
      const plain = { saysGzip: false, allowLarge: false };
      const byOthers = async (file: { readonly descriptor: number; readonly size: number }) =>
        isCleanRange({ ...file, from: 0, to: file.size });
      try {
        const survey = await surveySource(source, { ...plain, isClean: byOthers });
        expect(survey).toEqual(await surveySource(source, plain));
      } finally {
        await source.close();
      }
    }),
    { numRuns: 300 },
  );
});

test('who is told that a text is clean does not read it through', async () => {
  const text = Buffer.from(`a,b\n${'é,1\n'.repeat(100_000)}`);
  const { value: source } = await openSource(writeList('a.csv', text));
  if (source === undefined) throw new Error('the file is there');
  let pieces = 0;
  async function* counted() {
    for await (const piece of source?.pieces() ?? []) {
      pieces++;
      yield piece;
    }
  }
  const survey = await surveySource(
    { ...source, pieces: counted },
    { saysGzip: false, allowLarge: false, isClean: async () => true },
  );
  await source.close();
  expect(pieces).toBe(1);
  expect(survey).toMatchObject({ textBytes: text.length, head: text.subarray(0, 1 << 16), firstOffence: -1 });
});
