import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../src/lists/bytes/byte-source.ts';
import { readRange } from '../../src/lists/bytes/file-pieces.ts';
import type { Piece, TextEncoding } from '../../src/lists/bytes/utf8-pieces.ts';
import { type Chunk, cutChunks } from '../../src/lists/chunk.ts';
import { writeList } from './reading.ts';

const MARK = Buffer.from('\ufeff');

/** A file whose bytes are its text. */
function asItStands(file: Buffer, more: Partial<TextEncoding> = {}): TextEncoding {
  const isMarked = file.subarray(0, 3).equals(MARK);
  return {
    encoding: 'utf-8',
    markLength: isMarked ? 3 : 0,
    isPassThrough: true,
    cutBytes: 0,
    isGzip: false,
    textBytes: file.length,
    allowLarge: false,
    ...more,
  };
}

/** A chunk as it is, and its bytes by both ways to them. */
interface ReadChunk extends Omit<Chunk, 'read' | 'source'> {
  readonly bytes: Buffer;
  readonly elsewhere: Buffer;
}

function bytesOf({ source, size }: Chunk): Buffer {
  if (source.kind === 'bytes') return Buffer.from(source.bytes);
  const { descriptor, position } = source;
  return readRange(descriptor, { from: position, to: position + size, into: Buffer.alloc(size + 5) });
}

async function cut(
  file: Uint8Array,
  {
    from = 0,
    size,
    encoding,
    pieces = [],
  }: {
    from?: number;
    size: number;
    encoding: TextEncoding;
    pieces?: readonly Piece[];
  },
): Promise<readonly ReadChunk[]> {
  const { value: source } = await openSource(writeList('a.csv', file));
  if (source === undefined) throw new Error('not open');
  const chunks: ReadChunk[] = [];
  async function* all() {
    // As of a list: each piece is valid only until the next.
    const buffer = Buffer.alloc(Math.max(1, ...pieces.map(({ bytes }) => bytes.length)));
    for (const { bytes, isLast } of pieces) {
      bytes.copy(buffer);
      yield { bytes: buffer.subarray(0, bytes.length), isLast };
    }
  }
  try {
    for await (const chunk of cutChunks(source, { from, size, encoding, pieces: all })) {
      const { at, size: length, isLast, isEnd } = chunk;
      const bytes = Buffer.from(chunk.read(0, length));
      chunks.push({ at, size: length, isLast, isEnd, bytes, elsewhere: bytesOf(chunk) });
      const middle = length >> 1;
      const halves = [chunk.read(0, middle), chunk.read(middle, length)];
      expect(Buffer.concat(halves).equals(bytes)).toBe(true);
    }
  } finally {
    await source.close();
  }
  return chunks;
}

/** Chunks come one after another, each as long as it says, and are the text from there on; only the last is the last. */
function expectWhole(chunks: readonly ReadChunk[], text: Buffer, from: number): void {
  let at = from;
  for (const chunk of chunks) {
    expect([chunk.at, chunk.size]).toEqual([at, chunk.bytes.length]);
    expect(chunk.elsewhere.equals(chunk.bytes)).toBe(true);
    at += chunk.size;
  }
  expect(Buffer.concat(chunks.map(({ bytes }) => bytes)).equals(text.subarray(from))).toBe(true);
  expect(chunks.map(({ isLast }) => isLast)).toEqual(chunks.map((_, index) => index === chunks.length - 1));
}

const texts = fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes));

describe('chunks of a file', () => {
  it('are its text in order, whatever their size, without its byte order mark', async () => {
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.integer({ min: 1, max: 70 }),
        fc.nat(),
        fc.boolean(),
        async (text, size, skip, isMarked) => {
          const file = isMarked ? Buffer.concat([MARK, text]) : text;
          fc.pre(isMarked || !text.subarray(0, 3).equals(MARK));
          const from = skip % (text.length + 1);
          const chunks = await cut(file, { from, size, encoding: asItStands(file) });
          expectWhole(chunks, text, from);
          expect(Math.max(...chunks.map(chunk => chunk.size))).toBeLessThanOrEqual(size);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leave a whole one for the end, since that is read alone', async () => {
    const file = Buffer.from('x'.repeat(10));
    const sizes = async (size: number, from = 0) =>
      (await cut(file, { from, size, encoding: asItStands(file) })).map(chunk => chunk.size);
    expect(await sizes(4)).toEqual([4, 2, 4]);
    expect(await sizes(5)).toEqual([5, 5]);
    expect(await sizes(9)).toEqual([1, 9]);
    expect(await sizes(10)).toEqual([10]);
    expect(await sizes(4, 3)).toEqual([3, 4]);
    expect(await sizes(4, 10)).toEqual([0]);
  });

  it('begin and end in 64 KB where they are larger', async () => {
    const file = Buffer.alloc(600_000, 'leads\n');
    const chunks = await cut(file, { size: 200_000, encoding: asItStands(file) });
    expect(chunks.map(({ size, isEnd }) => [size, isEnd])).toEqual([
      [65_536, true],
      [200_000, false],
      [200_000, false],
      [68_928, false],
      [65_536, true],
    ]);
    expectWhole(chunks, file, 0);
  });

  it('leave out a character that is cut off at the end', async () => {
    const file = Buffer.from('a,é,\xc3', 'latin1');
    const text = file.subarray(0, -1);
    const chunks = await cut(file, { size: 2, encoding: asItStands(file, { cutBytes: 1 }) });
    expectWhole(chunks, text, 0);
  });
});

describe('chunks of a text that is not the bytes of its file', () => {
  const decoded = { isGzip: true, isPassThrough: false } as const;
  const piecesOf = (texts: readonly string[]) =>
    texts.map((text, index) => ({ bytes: Buffer.from(text), isLast: index === texts.length - 1 }));

  it('are its pieces from the first row on, each in memory of its own', async () => {
    const parts = fc.array(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        parts,
        fc.nat(),
        fc.constantFrom(decoded, { isGzip: true }, { isPassThrough: false }),
        async (texts, skip, how) => {
          const text = Buffer.from(texts.join(''));
          const from = skip % (text.length + 1);
          const encoding = asItStands(Buffer.from('file'), how);
          const chunks = await cut(Buffer.from('file'), { from, size: 1, encoding, pieces: piecesOf(texts) });
          expectWhole(chunks, text, from);
          expect(chunks.length).toBeLessThanOrEqual(texts.length);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('end with the last piece, also where nothing is in it', async () => {
    const encoding = asItStands(Buffer.from('file'), decoded);
    const pieces = piecesOf(['a,b\n', '']);
    const chunks = await cut(Buffer.from('file'), { size: 1, encoding, pieces });
    expect(chunks.map(({ at, size, isLast }) => [at, size, isLast])).toEqual([
      [0, 4, false],
      [4, 0, true],
    ]);
  });
});

describe('a range of a file', () => {
  it('ends where the file does', async () => {
    const { value: source } = await openSource(writeList('a.csv', 'leads'));
    if (source === undefined) throw new Error('not open');
    const { descriptor } = source;
    expect(readRange(descriptor, { from: 1, to: 3 }).toString()).toBe('ea');
    expect(readRange(descriptor, { from: 3, to: 9 }).toString()).toBe('ds');
    expect(readRange(descriptor, { from: 9, to: 12 })).toHaveLength(0);
    await source.close();
  });
});
