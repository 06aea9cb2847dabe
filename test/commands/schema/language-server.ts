import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const PACKAGE = createRequire(import.meta.url).resolve('yaml-language-server/package.json');

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface ServerDiagnostic {
  readonly message: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

/** An editor's side of a conversation with the yaml-language-server. */
export interface Editor {
  /** Opens a text as a file of the folder; resolves to what the server finds in it. */
  readonly open: (name: string, text: string) => Promise<readonly ServerDiagnostic[]>;
  /** The labels proposed at a place. */
  readonly complete: (name: string, position: Position) => Promise<readonly string[]>;
  readonly hover: (name: string, position: Position) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Starts the yaml-language-server for files of a folder. It is given no catalogue, so that it asks nobody else. */
export async function startEditor(folder: string): Promise<Editor> {
  const server = spawn(process.execPath, [join(dirname(PACKAGE), 'bin/yaml-language-server'), '--stdio']);
  const waiting = new Map<number, (message: Message) => void>();
  const diagnosed = new Map<string, (found: readonly ServerDiagnostic[]) => void>();
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
  let nextId = 1;
  const send = (message: object): void => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    server.stdin.write(body);
  };
  const request = (method: string, params: unknown): Promise<unknown> => {
    const id = nextId++;
    send({ id, method, params });
    return new Promise((resolve, reject) => {
      waiting.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
    });
  };
  readMessages(server, message => {
    const { id, method, params } = message;
    if (method === undefined) {
      if (id !== undefined) waiting.get(id)?.(message);
    } else if (method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = params as { uri: string; diagnostics: readonly ServerDiagnostic[] };
      diagnosed.get(uri)?.(diagnostics);
    } else if (id !== undefined) send({ id, result: answer(method, params) });
  });
  await request('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: {
      textDocument: { completion: {}, hover: {}, publishDiagnostics: {} },
      workspace: { configuration: true },
    },
  });
  send({ method: 'initialized', params: {} });
  const at = (name: string, position: Position) => ({ textDocument: { uri: uriOf(name) }, position });
  return {
    open: (name, text) => {
      const uri = uriOf(name);
      const found = new Promise<readonly ServerDiagnostic[]>(resolve => diagnosed.set(uri, resolve));
      send({
        method: 'textDocument/didOpen',
        params: { textDocument: { uri, languageId: 'yaml', version: 1, text } },
      });
      return found;
    },
    complete: async (name, position) => {
      const found = (await request('textDocument/completion', at(name, position))) as {
        items: { label: string }[];
      };
      return found.items.map(({ label }) => label);
    },
    hover: async (name, position) => {
      const found = (await request('textDocument/hover', at(name, position))) as {
        contents: { value: string };
      } | null;
      return found?.contents.value ?? '';
    },
    close: async () => {
      const ended = new Promise<void>(resolve => server.once('exit', () => resolve()));
      await request('shutdown', null);
      send({ method: 'exit' });
      await ended;
    },
  };
}

/** What an editor answers when it is asked: its settings, and nothing else. */
function answer(method: string, params: unknown): unknown {
  if (method !== 'workspace/configuration') return null;
  const { items } = params as { items: readonly { section: string }[] };
  const yaml = { validate: true, hover: true, completion: true, schemaStore: { enable: false } };
  return items.map(({ section }) => (section === 'yaml' ? yaml : {}));
}

/** Takes the messages out of the server's stdout: headers, an empty line, and a body of so many bytes. */
function readMessages({ stdout }: ChildProcessWithoutNullStreams, take: (message: Message) => void): void {
  let bytes = Buffer.alloc(0);
  stdout.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (;;) {
      const end = bytes.indexOf('\r\n\r\n');
      const length = Number(
        /Content-Length: (\d+)/i.exec(bytes.subarray(0, Math.max(end, 0)).toString())?.[1],
      );
      if (end < 0 || bytes.length < end + 4 + length) return;
      take(JSON.parse(bytes.subarray(end + 4, end + 4 + length).toString()) as Message);
      bytes = bytes.subarray(end + 4 + length);
    }
  });
}
