/** Bytes on their way to a file: one buffer that grows, filled from the start. */
export interface ByteSink {
  buffer: Buffer;
  /** Bytes in use. Set to 0 once they are written. */
  length: number;
}

const FIRST_SIZE = 1 << 16;

export function createByteSink(size: number = FIRST_SIZE): ByteSink {
  return { buffer: Buffer.allocUnsafeSlow(size), length: 0 };
}

/** Makes room for `size` more bytes. */
function reserve(sink: ByteSink, size: number): void {
  const needed = sink.length + size;
  if (needed <= sink.buffer.length) return;
  const grown = Buffer.allocUnsafeSlow(Math.max(needed, sink.buffer.length * 2));
  grown.set(sink.buffer.subarray(0, sink.length));
  sink.buffer = grown;
}

/** Appends bytes `[start, end)`. */
export function appendBytes(sink: ByteSink, bytes: Uint8Array, start = 0, end = bytes.length): void {
  reserve(sink, end - start);
  sink.buffer.set(start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end), sink.length);
  sink.length += end - start;
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
