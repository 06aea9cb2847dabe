/** Bytes on their way to a file: one buffer that grows, filled from the start. */
export interface ByteSink {
  buffer: Buffer;
  /** The same bytes, for numbers, and all of the memory that they are part of. */
  view: DataView;
  memory: Uint8Array;
  /** Bytes in use. Set to 0 once they are written. */
  length: number;
}

const FIRST_SIZE = 1 << 16;

export function createByteSink(size: number = FIRST_SIZE): ByteSink {
  return sinkInto(Buffer.allocUnsafeSlow(size));
}

/** A sink that fills this buffer first. */
export function sinkInto(buffer: Buffer): ByteSink {
  return {
    buffer,
    view: new DataView(buffer.buffer, buffer.byteOffset, buffer.length),
    memory: new Uint8Array(buffer.buffer),
    length: 0,
  };
}

/** Makes room for `size` more bytes. */
export function reserve(sink: ByteSink, size: number): void {
  const needed = sink.length + size;
  if (needed <= sink.buffer.length) return;
  const grown = Buffer.allocUnsafeSlow(Math.max(needed, sink.buffer.length * 2));
  grown.set(sink.buffer.subarray(0, sink.length));
  Object.assign(sink, sinkInto(grown), { length: sink.length });
}

/** Appends bytes `[start, end)`. */
export function appendBytes(sink: ByteSink, bytes: Uint8Array, start = 0, end = bytes.length): void {
  reserve(sink, end - start);
  sink.buffer.set(start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end), sink.length);
  sink.length += end - start;
}

/** Appends bytes `[start, end)`, four times as fast where they and the sink are parts of the same memory. */
export function appendNear(sink: ByteSink, bytes: Buffer, start: number, end: number): void {
  const { memory, buffer, length } = sink;
  if (memory.buffer !== bytes.buffer || length + end - start > buffer.length) {
    appendBytes(sink, bytes, start, end);
    return;
  }
  const from = bytes.byteOffset;
  memory.copyWithin(buffer.byteOffset + length, from + start, from + end);
  sink.length = length + end - start;
}

export function appendByte(sink: ByteSink, byte: number): void {
  reserve(sink, 1);
  sink.buffer[sink.length++] = byte;
}

/** Appends a text as UTF-8. */
export function appendText(sink: ByteSink, text: string): void {
  reserve(sink, text.length * 3);
  sink.length += sink.buffer.write(text, sink.length, 'utf8');
}

/** What is in use; valid until the sink is changed. */
export function sinkBytes(sink: ByteSink): Buffer {
  return sink.buffer.subarray(0, sink.length);
}
