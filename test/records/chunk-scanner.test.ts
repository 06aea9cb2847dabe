import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startDelimitedPass } from '../../src/lists/delimited-list.ts';
import { openList } from '../../src/lists/list.ts';
import { CannotRun } from '../../src/model/errors.ts';
import { createBatchMemory } from '../../src/records/batch-memory.ts';
import { createChunkScanner } from '../../src/records/chunk-scanner.ts';
import { openKernel } from '../../src/records/kernel.ts';
import { writeList } from '../lists/reading.ts';
import { chunkSizes, TRICKY_HEADER, TRICKY_OPTIONS, trickyLists } from '../lists/tricky-lists.ts';
import { cellsOf } from './scanning.ts';
import { putInto, readInChunks, readWhole } from './settling.ts';

const OPTIONS = { delimiter: 0x2c, quote: 0x22, columns: 3, header: Buffer.from(TRICKY_HEADER) };

/** The same text as a list in memory, of records that may be so long. */
function partsOf(text: string, { longest, beyond = 0 }: { longest?: number; beyond?: number } = {}) {
  const bytes = Buffer.from(text);
  const scanner = { ...OPTIONS, skip: 0, line: 1, ...(longest === undefined ? {} : { longest }) };
  const pieces = async function* () {
    yield { bytes, isLast: true };
  };
  const pass = { shown: 'LIST', scanner, pieces };
  return {
    scanner,
    startPass: () => startDelimitedPass({ ...pass, start: { byte: 0, line: 1, row: 0 } }),
    chunks: async function* (size: number) {
      for (let at = 0, isLast = false; !isLast; at += size) {
        const chunk = bytes.subarray(at, at + size);
        isLast = at + size >= bytes.length;
        const source = { kind: 'bytes', bytes: chunk } as const;
        yield {
          at,
          size: chunk.length,
          isLast,
          isEnd: isLast,
          source,
          read: (from: number, to: number) => bytes.subarray(at + from, at + to),
          // The last chunk is read by itself.
          beyond: Math.max(0, Math.min(beyond, bytes.length - size - at - chunk.length)),
        };
      }
    },
    whole: () => startDelimitedPass(pass),
  };
}

/** How many chunks were read by themselves, and how many in vain, over all runs of a property. */
function countChunks() {
  const count = { taken: 0, dropped: 0 };
  return {
    count,
    add({ taken, dropped }: { readonly taken: number; readonly dropped: number }): void {
      count.taken += taken;
      count.dropped += dropped;
    },
  };
}

describe('chunks that are scanned each by itself', () => {
  it('give the same rows, rejects, counts and findings as one scanner', async () => {
    const { count, add } = countChunks();
    await fc.assert(
      fc.asyncProperty(trickyLists(14), chunkSizes, fc.nat(30), async (text, size, beyond) => {
        const parts = partsOf(text, { beyond });
        const settled = await readInChunks(parts, size);
        add(settled);
        expect(settled.list).toEqual(await readWhole(parts.whole()));
      }),
      { numRuns: 1000 },
    );
    expect(count.taken).toBeGreaterThan(500);
    expect(count.dropped).toBeGreaterThan(100);
  });

  it('do so where rows are longer than any chunk and too long', async () => {
    const measures = fc.constantFrom([1, 8], [3, 8], [7, 8], [7, 15], [14, 15], [16, 30]);
    await fc.assert(
      fc.asyncProperty(trickyLists(14), measures, async (text, [size = 1, longest = 8]) => {
        const parts = partsOf(text, { longest });
        const { list } = await readInChunks(parts, size);
        expect(list).toEqual(await readWhole(parts.whole()));
      }),
      { numRuns: 400 },
    );
  });

  it.each([1000, 30_000, 70_000, 200_000])(
    'do so where rows are longer than chunks of %i bytes',
    async size => {
      const long = (length: number) => `"${'é"",\n'.repeat(length / 6)}"`;
      const rows = [100, 150_000, 10, 70_000, 66_000, 300, 600].map(
        length => `a,${long(length)},${length}\n`,
      );
      const end = `"never closed,1,2\n${'x,y,z\n'.repeat(8_000)}`;
      const parts = partsOf(`${TRICKY_HEADER}\n${rows.join('x,y,z\n')}${end}`);
      const { list } = await readInChunks(parts, size);
      const whole = await readWhole(parts.whole());
      expect(whole.rejects).toHaveLength(1);
      expect(whole.rows).toHaveLength(7 + 6 + 8_000);
      expect(list).toEqual(whole);
    },
  );

  it('do so of a file, with a byte order mark or without', async () => {
    const { count, add } = countChunks();
    await fc.assert(
      fc.asyncProperty(
        trickyLists(14),
        chunkSizes,
        fc.constantFrom('', '\ufeff'),
        async (text, size, mark) => {
          const opened = await openList(writeList('a.csv', mark + text), TRICKY_OPTIONS);
          const list = opened.value;
          if (list === undefined) throw new CannotRun(opened.diagnostics);
          try {
            if (list.sideBySide === undefined) throw new Error('cannot be read side by side');
            const settled = await readInChunks(list.sideBySide, size);
            add(settled);
            const told = { ...settled.list, counts: list.counts(), findings: list.findings() };
            expect(settled.list).toEqual(told);
            expect(settled.list).toEqual(await readWhole(list));
          } finally {
            await list.close();
          }
        },
      ),
      { numRuns: 200 },
    );
    expect(count.taken).toBeGreaterThan(100);
  });
});

describe('a chunk', () => {
  /** What is read of a chunk that stands somewhere in a list. */
  function scan(text: string, { isStart = false, columns = 3 } = {}) {
    const kernel = openKernel();
    const memory = createBatchMemory(kernel);
    const scanner = createChunkScanner(kernel, { ...OPTIONS, columns, skip: 16, line: 2, offset: 3 });
    const filled = putInto(memory, Buffer.from(text));
    const scanned = scanner.scan(memory, { at: 1000, isStart, size: filled, filled });
    if (scanned === undefined) return undefined;
    const { batch, part } = scanned;
    const rows = Array.from({ length: batch.count }, (_, record) => cellsOf(batch, record));
    return { rows, part };
  }

  it('is read from its first whole row to its last', () => {
    const scanned = scan('st,of\na,b,c\nd,"e\nf",g\n\nh,i');
    expect(scanned?.rows).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e\nf', 'g'],
    ]);
    expect(scanned?.part).toMatchObject({ start: 6, end: 23, lines: 4, rows: 2, rejects: [] });
    expect(scanned?.part.counts).toMatchObject({ rows: 2, repaired: 0 });
  });

  it('is read from its first byte where that starts a row', () => {
    expect(scan('a,b,c\nd,e', { isStart: true })).toMatchObject({
      rows: [['a', 'b', 'c']],
      part: { start: 0, end: 6, lines: 1, rows: 1 },
    });
  });

  it('starts behind what does not look like a row of the list', () => {
    expect(scan('x\nnotes",1\na,b,c\n')?.rows).toEqual([['a', 'b', 'c']]);
    expect(scan('x\n"a,b,c\n"d","e","f"\ng,h,i\n')?.rows[0]).toEqual(['d', 'e', 'f']);
  });

  it('starts behind its first line break where nothing looks like one', () => {
    expect(scan('x\ny\nz\n')).toMatchObject({ rows: [['y'], ['z']], part: { start: 2 } });
    expect(scan('x\ny\nz\n', { columns: 1 })).toMatchObject({ rows: [['y'], ['z']], part: { start: 2 } });
  });

  it('is not read where no row can be told to start', () => {
    for (const text of ['', 'abc', 'a,b,c\r', '"a,b', 'a,b,'])
      expect([text, scan(text)]).toEqual([text, undefined]);
  });

  it('counts lines and rows from its own start, and bytes from that of the list', () => {
    const scanned = scan(`x\na,b,c\n${TRICKY_HEADER}\n\ufeffd,e,f\n"g,h\ni,j,k\n"l"m\nn,o,p\nq`, {
      isStart: true,
    });
    expect(scanned?.part).toMatchObject({ start: 0, headerLine: 3 });
    expect(scanned?.part.counts).toMatchObject({ repeatedHeaders: 1, repairs: { marks: 1, short: 1 } });
    expect(scanned?.rows.at(-1)).toEqual(['n', 'o', 'p']);
    const [first] = scanned?.part.rejects ?? [];
    expect(first).toMatchObject({ line: 5, openedOn: 5, row: 4 });
    expect(first?.byte).toBe(1000 + 3 + Buffer.byteLength(`x\na,b,c\n${TRICKY_HEADER}\n\ufeffd,e,f\n`));
  });

  it('counts what is skipped by itself, not what the chunks before it had', () => {
    const kernel = openKernel();
    const memory = createBatchMemory(kernel);
    const scanner = createChunkScanner(kernel, OPTIONS);
    const bytes = Buffer.from(`x\n${TRICKY_HEADER}\n\ufeffa,b,c\nd`);
    const parts = [0, 1].map(() => {
      const filled = putInto(memory, bytes);
      return scanner.scan(memory, { at: 5, isStart: false, size: filled, filled })?.part;
    });
    expect(parts[0]?.counts).toMatchObject({ repeatedHeaders: 1, repairs: { marks: 1 } });
    expect(parts[1]).toEqual(parts[0]);
  });
});
