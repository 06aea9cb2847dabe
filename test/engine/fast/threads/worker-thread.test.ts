import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { Envelope, ReplyContent, Request } from '../../../../src/engine/fast/threads/worker-messages.ts';
import { connectWorker, type ThreadPort } from '../../../../src/engine/fast/threads/worker-thread.ts';
import { CannotRun, Defect } from '../../../../src/model/errors.ts';
import { threadsHere } from '../../threads-here.ts';

type Drop = Request & { readonly kind: 'drop' };
const drop = (chunk: number): Drop => ({ kind: 'drop', chunk });

/** A thread that replies only when it is told to. */
function slowThread() {
  const events = new EventEmitter();
  const asked: Envelope<Request>[] = [];
  const transferred: (readonly ArrayBuffer[])[] = [];
  let isEnded = false;
  const port: ThreadPort = {
    on: (event: string, listener: (...given: never[]) => void) => events.on(event, listener as () => void),
    postMessage(message, transfer) {
      asked.push(message);
      transferred.push(transfer);
    },
    async terminate() {
      isEnded = true;
    },
  };
  const reply = (index: number, content: ReplyContent) =>
    events.emit('message', { id: asked[index]?.id ?? -1, content });
  const fail = (error: Error) => events.emit('error', error);
  const exit = () => events.emit('exit', 1);
  return { port, asked, transferred, reply, fail, exit, isEnded: () => isEnded };
}

/** What a promise has come to once the event loop has turned. */
async function stateOf(promise: Promise<unknown>): Promise<string> {
  const waiting = new Promise<string>(resolve => setImmediate(resolve, 'still waiting'));
  const settled = promise.then(
    () => 'done',
    (error: unknown) => (error instanceof Error ? error.message : 'rejected'),
  );
  return Promise.race([settled, waiting]);
}

describe('a worker', () => {
  it('has its replies told apart, in whatever order they come', async () => {
    const thread = slowThread();
    const worker = connectWorker(thread.port);
    const memory = new ArrayBuffer(1);
    const [first, second] = [worker.ask(drop(1)), worker.ask(drop(2), [memory])];
    expect(thread.asked.map(({ content }) => content)).toEqual([drop(1), drop(2)]);
    expect(thread.transferred).toEqual([[], [memory]]);
    expect(worker.load()).toBe(2);
    thread.reply(1, { reply: { doubts: [] } as never });
    expect(worker.load()).toBe(1);
    expect(await second).toEqual({ doubts: [] });
    expect(await stateOf(first)).toBe('still waiting');
    thread.reply(0, { reply: {} });
    expect(await first).toEqual({});
    await worker.end();
    expect(thread.isEnded()).toBe(true);
  });

  it('fails with what is to be said to the user, or with a defect and where it came from', async () => {
    const thread = slowThread();
    const worker = connectWorker(thread.port);
    const [faulty, broken] = [worker.ask(drop(1)), worker.ask(drop(2))];
    const fault = { severity: 'error', code: 'x', message: 'the disk is full', fix: 'make room' } as const;
    thread.reply(0, { failure: { kind: 'cannot-run', diagnostics: [fault] } });
    thread.reply(1, { failure: { kind: 'defect', message: 'no such slot', stack: 'at worker' } });
    const told = await faulty.catch((error: unknown) => error);
    expect(told).toBeInstanceOf(CannotRun);
    expect((told as CannotRun).diagnostics).toEqual([fault]);
    const defect = await broken.catch((error: unknown) => error);
    expect(defect).toBeInstanceOf(Defect);
    expect(defect).toMatchObject({ message: 'no such slot', stack: 'at worker' });
    expect(worker.load()).toBe(0);
  });

  it('fails all that it was asked when its thread ends with an error', async () => {
    const thread = slowThread();
    const worker = connectWorker(thread.port);
    const asked = [worker.ask(drop(1)), worker.ask(drop(2))];
    thread.fail(new Error('out of memory'));
    expect(await Promise.all(asked.map(stateOf))).toEqual(['out of memory', 'out of memory']);
    expect(worker.load()).toBe(0);
  });

  it('fails all that it was asked, and is asked, when its thread ends without one', async () => {
    const thread = slowThread();
    const worker = connectWorker(thread.port);
    const asked = worker.ask(drop(1));
    thread.exit();
    const ended = 'a thread ended before it had answered';
    expect(await Promise.all([asked, worker.ask(drop(2))].map(stateOf))).toEqual([ended, ended]);
  });

  it('fails what it is asked after its thread has ended with an error, and keeps nobody waiting', async () => {
    const thread = slowThread();
    const worker = connectWorker(thread.port);
    thread.fail(new Error('out of memory'));
    expect(await stateOf(worker.ask(drop(1)))).toBe('out of memory');
  });
});

describe('the other end', () => {
  it('refuses a chunk before it knows what to judge by', async () => {
    const threads = threadsHere();
    const worker = connectWorker(threads.spawn());
    const refused = await worker.ask(drop(1)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Defect);
    expect(refused).toMatchObject({ message: 'a worker was asked to drop before it was started' });
    await worker.end();
    expect(threads.open()).toBe(0);
  });

  it('says itself why it could not start, to whoever asks it next', async () => {
    const threads = threadsHere();
    const worker = connectWorker(threads.spawn());
    const start = { kind: 'start', rules: {}, lists: [], split: false } as unknown as Request;
    const failed = await worker.ask(start).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(Defect);
    const next = await worker.ask(drop(1)).catch((error: unknown) => error);
    expect(next).toMatchObject({ message: (failed as Defect).message });
    await worker.end();
  });
});
