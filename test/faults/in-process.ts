import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../../src/main.ts';
import type { Stream } from '../../src/shell/terminal.ts';

/** Runs a command line in this process, which is much quicker than another one. */
export async function runHere(args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err] = [streamInto(), streamInto()];
  const code = await main(args, { out: out.stream, err: err.stream });
  return { code, out: out.text(), err: err.text() };
}

function streamInto(): { readonly stream: Stream; readonly text: () => string } {
  const parts: Buffer[] = [];
  const write = (text: string | Uint8Array): void => void parts.push(Buffer.from(text));
  return {
    stream: { isTerminal: false, colour: false, width: 100, write },
    text: () => Buffer.concat(parts).toString('utf8'),
  };
}

/** What is in a folder, by name, hidden files too. */
export function contentsOf(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isFile());
  return Object.fromEntries(files.map(({ name }) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** Whether the rows of an output's summary add up. */
export function addsUp(folder: string): boolean {
  const text = readFileSync(join(folder, 'summary.json'), 'utf8');
  const { rows } = JSON.parse(text) as {
    rows: Record<'read' | 'judged' | 'duplicates' | 'rejected', number>;
  };
  return rows.read === rows.judged + rows.duplicates + rows.rejected;
}
