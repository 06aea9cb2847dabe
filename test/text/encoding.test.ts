import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import {
  createDecoder,
  cutAtEnd,
  decodeText,
  encodingName,
  findMark,
  firstOffence,
  guessLegacy,
  guessUtf16,
  isEncoding,
} from '../../src/text/encoding.ts';

const FRENCH = 'Société générale, à côté de la fenêtre — « 12 € », œuvre de François';
const POLISH = 'Łódź, ulica Żółkiewskiego, księgowość i sprzedaż; Grażyna Brzęczyszczykiewicz';
const GERMAN = 'Müller & Söhne, Straße der Grüße, Köln';

describe('the guess of a legacy encoding', () => {
  it.each([
    ['windows-1252', FRENCH],
    ['windows-1252', GERMAN],
    ['windows-1252', 'téléphone'],
    ['windows-1250', POLISH],
    ['iso-8859-2', POLISH],
    ['cp852', POLISH],
  ])('finds %s', (encoding, text) => {
    expect(guessLegacy(iconv.encode(text, encoding))).toBe(encoding);
  });

  it('decodes what windows-1252 has between 0x80 and 0x9f', () => {
    const text = 'L’œuvre à 12 € – “vendue”';
    expect(decodeText(iconv.encode(text, 'windows-1252'))).toMatchObject({ text, encoding: 'windows-1252' });
  });
});

describe('decodeText', () => {
  it('reads UTF-8 with and without byte order mark', () => {
    expect(decodeText(Buffer.from('é'))).toEqual({ text: 'é', encoding: 'utf-8', bom: false });
    expect(decodeText(Buffer.from('\ufeffé'))).toEqual({ text: 'é', encoding: 'utf-8', bom: true });
  });

  it.each(['utf-16le', 'utf-16be'])('reads %s with and without byte order mark', encoding => {
    const plain = iconv.encode('email;nom\nłódź', encoding);
    const marked = iconv.encode('\ufeffemail;nom\nłódź', encoding);
    expect(decodeText(plain)).toEqual({ text: 'email;nom\nłódź', encoding, bom: false });
    expect(decodeText(marked)).toEqual({ text: 'email;nom\nłódź', encoding, bom: true });
  });

  it('names the first byte that is not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('école; caf'), Buffer.from([0xe9]), Buffer.from(' noir')]);
    expect(decodeText(bytes).firstOffence).toBe(11);
  });

  it('does as it is told', () => {
    expect(decodeText(Buffer.from('é'), { encoding: 'windows-1252' }).text).toBe('Ã©');
    expect(encodingName('UTF8')).toBe('utf-8');
    expect(isEncoding('windows-1250')).toBe(true);
    expect(isEncoding('klingon')).toBe(false);
  });
});

describe('the search for what is not UTF-8', () => {
  it('finds the first offence wherever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(0x80, 0xff, 0xc0, 0xf8),
        fc.string(),
        (before, bad, after) => {
          const head = Buffer.from(before);
          expect(firstOffence(Buffer.concat([head, Buffer.from([bad]), Buffer.from(after)]))).toBe(
            head.length,
          );
        },
      ),
    );
  });

  it('finds none in UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(firstOffence(Buffer.from(text))).toBe(-1);
      }),
    );
  });

  it('knows a character that is cut at the end', () => {
    expect([1, 2, 3].map(length => cutAtEnd(Buffer.from('a😀').subarray(0, 1 + length)))).toEqual([1, 2, 3]);
    expect(cutAtEnd(Buffer.from('a😀'))).toBe(0);
    expect(cutAtEnd(Buffer.from([0x61, 0xff]))).toBe(0);
    expect(cutAtEnd(Buffer.alloc(0))).toBe(0);
  });
});

describe('a stream decoder', () => {
  it.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1250'])(
    'gives in pieces of %s what it gives at once',
    encoding => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 5 }), (text, size) => {
          const bytes = iconv.encode(text, encoding);
          const decoder = createDecoder(encoding);
          const parts: Buffer[] = [];
          for (let at = 0; at < bytes.length; at += size) {
            parts.push(Buffer.from(decoder.write(bytes.subarray(at, at + size))));
          }
          parts.push(Buffer.from(decoder.end()));
          expect(Buffer.concat(parts).toString()).toBe(iconv.decode(bytes, encoding, { stripBOM: false }));
        }),
      );
    },
  );
});

describe('marks and UTF-16', () => {
  it('finds the mark that is there', () => {
    expect(findMark(Buffer.from([0xff, 0xfe, 0x61, 0]))).toEqual({ encoding: 'utf-16le', length: 2 });
    expect(findMark(Buffer.from('abc'))).toBeUndefined();
  });

  it('does not take a text with a few NULs for UTF-16', () => {
    expect(guessUtf16(Buffer.from('a\0b\0cdefghijklmnopq'))).toBeUndefined();
    expect(guessUtf16(Buffer.alloc(0))).toBeUndefined();
  });
});
