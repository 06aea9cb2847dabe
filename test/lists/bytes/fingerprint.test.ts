import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { filePieces } from '../../../src/lists/bytes/file-pieces.ts';
import { fingerprintOf, fingerprintOfFile } from '../../../src/lists/bytes/fingerprint.ts';

const PIECE = 1 << 18;
const folder = mkdtempSync(join(tmpdir(), 'leadsieve-fingerprint-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the fingerprint of a file', () => {
  test.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7])(
    'of %i bytes is that of its bytes',
    async size => {
      const content = Buffer.from(Array.from({ length: size }, (_, at) => (at * 31 + (at >> 8)) & 0xff));
      const path = join(folder, String(size));
      writeFileSync(path, content);
      const sha256 = createHash('sha256').update(content).digest('hex');
      const descriptor = openSync(path, 'r');
      try {
        expect(fingerprintOfFile(descriptor)).toEqual({ sha256, bytes: size });
        expect(await fingerprintOf(filePieces(descriptor, { size }))).toEqual({ sha256, bytes: size });
      } finally {
        closeSync(descriptor);
      }
    },
  );

  test('says what the system refuses', () => {
    const descriptor = openSync(folder, 'r');
    try {
      expect(() => fingerprintOfFile(descriptor)).toThrow('EISDIR');
    } finally {
      closeSync(descriptor);
    }
  });
});
