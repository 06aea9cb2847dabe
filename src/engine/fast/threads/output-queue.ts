import type { ListSinks } from '../writing/list-sinks.ts';
import type { EmittedBytes } from './worker-messages.ts';

/** Rows on their way to the files of a list, in the order of the list, some of them still with a worker. */
export interface OutputQueue {
  push(rows: EmittedBytes | Promise<EmittedBytes>): void;
  /** Writes from the front until no more than so many entries wait. */
  drain(most: number): Promise<void>;
  /** Memory of rows that are written, for the next ones. */
  spare(): { readonly spare?: ArrayBuffer };
}

export function createOutputQueue(sinks: ListSinks): OutputQueue {
  const entries: (EmittedBytes | Promise<EmittedBytes>)[] = [];
  const written: ArrayBuffer[] = [];
  return {
    push: rows => {
      entries.push(rows);
    },
    async drain(most) {
      while (entries.length > most) {
        const next = entries.shift();
        if (next === undefined) return;
        const rows = await next;
        sinks.write(rows);
        if (next instanceof Promise) written.push(rows.annotated.buffer as ArrayBuffer);
      }
    },
    spare() {
      const spare = written.pop();
      return spare === undefined ? {} : { spare };
    },
  };
}
