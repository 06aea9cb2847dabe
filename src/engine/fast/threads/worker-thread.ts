import { CannotRun, Defect } from '../../../model/errors.ts';
import { openThread } from '../../thread.ts';
import type { Envelope, Failure, Replies, ReplyContent, Request } from './worker-messages.ts';

/** A worker as the main thread sees it. */
export interface WorkerThread {
  /** Sends a request; what is in `transfer` is given away. Rejects where the worker fails. */
  ask<R extends Request>(request: R, transfer?: readonly ArrayBuffer[]): Promise<Replies[R['kind']]>;
  /** Requests without a reply. */
  readonly load: () => number;
  end(): Promise<void>;
}

/** The main thread's end of a channel to a worker; `Worker` is one. */
export interface ThreadPort {
  on(event: 'message', listener: (message: Envelope<ReplyContent>) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  postMessage(message: Envelope<Request>, transfer: readonly ArrayBuffer[]): void;
  terminate(): Promise<unknown>;
}

/**
 * Megabytes for what a thread has just made. Judging makes next to nothing that lives on, and with Node's own limit each
 * thread would take 25 MB more (290 instead of 400 MB for four, both measured in one run).
 */
const YOUNG_GENERATION = 4;

/** A worker on a new thread. */
export function startWorker(): WorkerThread {
  return connectWorker(spawnThread());
}

/** A new thread that serves chunks. */
export function spawnThread(): ThreadPort {
  return openThread('worker', { maxYoungGenerationSizeMb: YOUNG_GENERATION });
}

interface Waiting {
  readonly resolve: (reply: never) => void;
  readonly reject: (error: Error) => void;
}

export function connectWorker(port: ThreadPort): WorkerThread {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  /** Why the thread has ended. */
  let ended: Error | undefined;
  port.on('message', ({ id, content }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if ('failure' in content) asked?.reject(errorOf(content.failure));
    else asked?.resolve(content.reply as never);
  });
  function fail(error: Error): void {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  }
  port.on('error', fail);
  // Nobody is to wait for ever, which would look like a run that has ended well.
  port.on('exit', () => fail(new Defect('a thread ended before it had answered')));
  return {
    ask(request, transfer = []) {
      const id = ++lastId;
      const reply = new Promise<never>((resolve, reject) => {
        if (ended === undefined) waiting.set(id, { resolve, reject });
        else reject(ended);
      });
      // Whoever waits for the reply sees a failure; until then it is no unhandled one.
      reply.catch(() => undefined);
      if (ended === undefined) port.postMessage({ id, content: request }, transfer);
      return reply;
    },
    load: () => waiting.size,
    async end() {
      await port.terminate();
    },
  };
}

function errorOf(failure: Failure): Error {
  if (failure.kind === 'cannot-run') return new CannotRun(failure.diagnostics);
  const defect = new Defect(failure.message);
  if (failure.stack !== undefined) defect.stack = failure.stack;
  return defect;
}
