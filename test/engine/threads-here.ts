import { MessageChannel } from 'node:worker_threads';
import { serveChunks, type WorkerPort } from '../../src/engine/fast/threads/chunk-worker.ts';
import type { Request } from '../../src/engine/fast/threads/worker-messages.ts';
import type { ThreadPort } from '../../src/engine/fast/threads/worker-thread.ts';

type Listener = Parameters<WorkerPort['on']>[1];

/** What stands in for the threads of a run, and how many of them are still open. */
export interface ThreadsHere {
  readonly spawn: () => ThreadPort;
  readonly open: () => number;
  readonly spawned: () => number;
  /** Requests of all threads so far, by kind. */
  readonly asked: (kind: Request['kind']) => number;
}

/**
 * Workers that run on the calling thread and are spoken with as threads are, by messages that are copied. The nth of
 * them lets its messages lie for `turns[n]` turns of the event loop, so that replies come in many orders.
 */
export function threadsHere(turns: readonly number[] = []): ThreadsHere {
  let open = 0;
  let spawned = 0;
  const asked: Request['kind'][] = [];
  return {
    asked: kind => asked.filter(known => known === kind).length,
    spawn() {
      const { port1, port2 } = new MessageChannel();
      serveChunks(lazily(port2 as unknown as WorkerPort, turns[spawned] ?? 0));
      open++;
      spawned++;
      return {
        on: (...listener: never) => port1.on(...(listener as Parameters<typeof port1.on>)),
        postMessage(message, transfer) {
          asked.push(message.content.kind);
          port1.postMessage(message, transfer);
        },
        async terminate() {
          open--;
          port1.close();
        },
      };
    },
    open: () => open,
    spawned: () => spawned,
  };
}

/** The same port, whose messages are handed on later, in their order. */
function lazily(port: WorkerPort, turns: number): WorkerPort {
  const handOn = (listener: Listener): Listener => {
    return message => {
      let left = turns;
      const wait = () => {
        if (left-- > 0) setImmediate(wait);
        else listener(message);
      };
      wait();
    };
  };
  return {
    on: (event, listener) => port.on(event, handOn(listener)),
    postMessage: (message, transfer) => port.postMessage(message, transfer),
  };
}
