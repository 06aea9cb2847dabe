import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../../src/lists/bytes/byte-source.ts';
import { gunzip } from '../../../src/lists/bytes/gunzip.ts';
import { writeList } from '../reading.ts';

async function inflate(content: Buffer, options: { allowLarge: boolean; large?: number }): Promise<number> {
  const { value: source } = await openSource(writeList('a.gz', gzipSync(content)));
  if (source === undefined) throw new Error('not open');
  try {
    let bytes = 0;
    for await (const piece of gunzip(source, options)) bytes += piece.length;
    return bytes;
  } finally {
    await source.close();
  }
}

describe('gunzip', () => {
  it('refuses what grows more than 200-fold past a size, unless it is allowed', async () => {
    const zeros = Buffer.alloc(2_000_000);
    await expect(inflate(zeros, { allowLarge: false, large: 1_000_000 })).rejects.toThrow(
      'grows more than 200-fold',
    );
    expect(await inflate(zeros, { allowLarge: true, large: 1_000_000 })).toBe(zeros.length);
    expect(await inflate(zeros, { allowLarge: false })).toBe(zeros.length);
  });

  it('lets data grow that is merely long', async () => {
    const text = Buffer.from(Array.from({ length: 50_000 }, (_, index) => `lead ${index * 7919}`).join('\n'));
    expect(await inflate(text, { allowLarge: false, large: 1000 })).toBe(text.length);
  });
});
