import { type FileHandle, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Checked } from '../../model/diagnostic.ts';
import { CannotRun } from '../../model/errors.ts';
import { listFaults, systemFault } from '../list-faults.ts';
import { filePieces } from './file-pieces.ts';
import { type Fingerprint, fingerprintOf } from './fingerprint.ts';

/** An input as bytes that can be read more than once: a file, or what stdin was spooled to. */
export interface ByteSource {
  /** For messages: the path as the user wrote it, or `stdin`. */
  readonly shown: string;
  /** Bytes of the file. */
  readonly size: number;
  /** The open file, which any thread of this process may read. */
  readonly descriptor: number;
  /** The bytes from the first to the last. Each piece is a buffer of its own if `keep`, else valid until the next. */
  pieces(options?: { readonly keep?: boolean }): AsyncGenerator<Buffer, void, undefined>;
  /** Reads all of it. */
  fingerprint(): Promise<Fingerprint>;
  /** Throws CannotRun if the file is not what it was when it was opened. */
  verifyUnchanged(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a file, or spools stdin (`-`) or a pipe to a temporary file that no other process can open. */
export async function openSource(
  path: string,
  { stdin }: { readonly stdin?: Readable } = {},
): Promise<Checked<ByteSource>> {
  const shown = path === '-' ? 'stdin' : path;
  try {
    // Not a default of the parameter: Node makes a stream, and opens what it needs, when it is first asked for stdin.
    if (path === '-') return { value: await spool(stdin ?? process.stdin, shown), diagnostics: [] };
    const found = await stat(path);
    if (found.isDirectory())
      return { diagnostics: [listFaults.wrongKind(shown, 'a folder', 'name the files in it')] };
    const handle = await open(path, 'r');
    if (found.isFile()) return { value: await fileSource(handle, { shown }), diagnostics: [] };
    return { value: await spool(handle.createReadStream(), shown), diagnostics: [] };
  } catch (error) {
    return { diagnostics: [systemFault(shown, error)] };
  }
}

async function spool(stream: Readable, shown: string): Promise<ByteSource> {
  const folder = await mkdtemp(join(tmpdir(), 'leadsieve-'));
  const removeFolder = () => rm(folder, { recursive: true, force: true }).catch(() => undefined);
  let handle: FileHandle | undefined;
  try {
    handle = await open(join(folder, 'stdin'), 'wx+', 0o600);
    // Unlinked while it is open, so that nothing stays behind even if this process is killed; where a system does not
    // let open files be unlinked, `close` does it.
    await removeFolder();
    for await (const chunk of stream) await handle.writeFile(chunk);
    return await fileSource(handle, { shown, cleanUp: removeFolder });
  } catch (error) {
    await handle?.close().catch(() => undefined);
    await removeFolder();
    throw new CannotRun([systemFault(`the copy of ${shown} in ${tmpdir()}`, error)]);
  }
}

async function fileSource(
  handle: FileHandle,
  { shown, cleanUp }: { readonly shown: string; readonly cleanUp?: () => Promise<void> },
): Promise<ByteSource> {
  const { size, mtimeMs } = await handle.stat();

  async function* pieces(options: { readonly keep?: boolean } = {}) {
    try {
      yield* filePieces(handle.fd, { size, ...options });
    } catch (error) {
      throw new CannotRun([systemFault(shown, error)]);
    }
  }

  async function statNow() {
    try {
      return await handle.stat();
    } catch (error) {
      throw new CannotRun([systemFault(shown, error)]);
    }
  }

  return {
    shown,
    size,
    descriptor: handle.fd,
    pieces,
    fingerprint: () => fingerprintOf(pieces()),
    async verifyUnchanged() {
      const now = await statNow();
      if (now.size !== size || now.mtimeMs !== mtimeMs) throw new CannotRun([listFaults.changed(shown)]);
    },
    async close() {
      // Nothing was written that a failing close could lose.
      await handle.close().catch(() => undefined);
      await cleanUp?.();
    },
  };
}
