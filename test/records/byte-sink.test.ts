import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendByte,
  appendBytes,
  appendText,
  createByteSink,
  sinkBytes,
} from '../../src/records/byte-sink.ts';

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

  it('takes a part of some bytes', () => {
    const sink = createByteSink(1);
    appendBytes(sink, Buffer.from('abcdef'), 2, 5);
    appendBytes(sink, Buffer.from('abcdef'), 3, 3);
    expect(sinkBytes(sink).toString()).toBe('cde');
  });
});
