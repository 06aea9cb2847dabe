import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendByte,
  appendBytes,
  appendNear,
  appendText,
  createByteSink,
  sinkBytes,
  sinkInto,
} from '../../src/leads/byte-sink.ts';
import { addPiece, appendPiece, createPieceStore, reservePieces, trimStore } from '../../src/leads/pieces.ts';

const bytes = fc.uint8Array({ maxLength: 50 });

describe('a sink', () => {
  it('holds what was appended, however small it starts', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(bytes, fc.string())), fc.integer({ min: 0, max: 9 }), (parts, size) => {
        const sink = createByteSink(size);
        for (const part of parts) {
          if (typeof part === 'string') appendText(sink, part);
          else appendBytes(sink, part);
          appendByte(sink, 0x2c);
        }
        expect(sinkBytes(sink)).toEqual(
          Buffer.concat(parts.flatMap(part => [Buffer.from(part), Buffer.from(',')])),
        );
      }),
    );
  });

  it('takes bytes of its own memory, also when they no longer fit into it', () => {
    const ranges = fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { maxLength: 12 });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), ranges, fc.nat(60), (own, list, spare) => {
        const memory = new ArrayBuffer(own.length + spare);
        const source = Buffer.from(memory, 0, own.length);
        source.set(own);
        const sink = sinkInto(Buffer.from(memory, own.length));
        for (const [one, other] of list) appendNear(sink, source, Math.min(one, other), Math.max(one, other));
        const wanted = list.map(([one, other]) => own.slice(Math.min(one, other), Math.max(one, other)));
        expect(sinkBytes(sink)).toEqual(Buffer.concat(wanted));
        expect(source).toEqual(Buffer.from(own));
      }),
    );
  });
});

describe('pieces', () => {
  it('are copied as they were put in', () => {
    fc.assert(
      fc.property(fc.array(bytes, { minLength: 1 }), fc.array(fc.nat()), (parts, order) => {
        const store = createPieceStore();
        const pieces = parts.map(part => addPiece(store, part));
        const sink = createByteSink(1);
        for (const number of order) {
          const piece = pieces[number % pieces.length] ?? { at: 0, length: 0 };
          reservePieces(sink, piece.length);
          appendPiece(sink, store, piece);
        }
        const wanted = order.map(number => parts[number % parts.length] ?? new Uint8Array(0));
        expect(sinkBytes(sink)).toEqual(Buffer.concat(wanted));
      }),
    );
  });

  it('are let go of when there are too many', () => {
    const store = createPieceStore();
    addPiece(store, new Uint8Array(1 << 23));
    trimStore(store);
    expect(store).toMatchObject({ epoch: 0, length: 1 << 23 });
    addPiece(store, new Uint8Array(1));
    trimStore(store);
    expect(store).toMatchObject({ epoch: 1, length: 0 });
  });
});
