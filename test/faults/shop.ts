import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { COMMAND, LEADS, leadsieve, openWorkshop, RULEBOOK, type Workshop } from '../commands/leadsieve.ts';

export const AS_OF = ['--as-of', '2026-11-01'];
export const QUALIFY = ['qualify', 'leads.csv', '-r', 'rules.yaml', ...AS_OF];

/** A folder with a list, a rulebook and an earlier output, and the command run in it. */
export function prepare({
  leads = LEADS,
  rules = RULEBOOK,
}: {
  leads?: string | Uint8Array;
  rules?: string;
} = {}) {
  const shop = openWorkshop();
  shop.write('rules.yaml', rules);
  shop.write('leads.csv', leads);
  const run = (
    args: readonly string[],
    options: { input?: string | Uint8Array; env?: Record<string, string> } = {},
  ) => leadsieve(args, { cwd: shop.path, ...options });
  return { shop, run, qualify: (...args: string[]) => run([...QUALIFY, ...args]) };
}

/** The files of an output folder by name, also hidden ones; undefined where there is no folder. */
export function filesOf(shop: Workshop, folder = 'qualified'): Readonly<Record<string, string>> | undefined {
  const path = join(shop.path, folder);
  if (!existsSync(path)) return undefined;
  const names = readdirSync(path).filter(name => statSync(join(path, name)).isFile());
  return Object.fromEntries(names.sort().map(name => [name, readFileSync(join(path, name), 'utf8')]));
}

/** Temporary files and locks in a folder; those of a running command may be gone by the next moment. */
export function leftIn(shop: Workshop, folder = 'qualified'): readonly string[] {
  const path = join(shop.path, folder);
  return existsSync(path) ? readdirSync(path).filter(name => name.startsWith('.')) : [];
}

/** The command, running: its input is open until it is ended. */
export function start(
  shop: Workshop,
  args: readonly string[],
  { nodeOptions = [] }: { nodeOptions?: readonly string[] } = {},
) {
  return execa(process.execPath, [...nodeOptions, COMMAND, ...args], {
    cwd: shop.path,
    reject: false,
    stdin: 'pipe',
    env: { NO_COLOR: '1' },
  });
}

/** Waits until something is so; the time limit of the test ends it. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(resolve => setTimeout(resolve, 5));
}
