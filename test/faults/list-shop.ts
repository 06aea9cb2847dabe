import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runHere } from './in-process.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder with a list, and what `qualify` makes of it in this process. */
export interface Shop {
  readonly path: string;
  write(name: string, content: string | Uint8Array): string;
  /** A file of the output folder. */
  output(name: string): string;
  outputs(): readonly string[];
  /** The record of the run's first list. */
  record(): Record<string, unknown>;
  qualify(...args: readonly string[]): Promise<Outcome>;
  run(...args: readonly string[]): Promise<Outcome>;
}

const RULES = `rulebook: faults
version: 1
fields:
  email: { type: email }
  employees: { type: number }
dedupe: { keys: [[email]] }
stages:
  - { stage: hot, counts_as: SQL, when: { employees: { gte: 10 } } }
  - { stage: cold, counts_as: lead }
`;

export function openShop(): Shop {
  const path = mkdtempSync(join(tmpdir(), 'leadsieve-faults-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(path, name), content);
    return join(path, name);
  };
  const output = (name: string): string => readFileSync(join(path, 'out', name), 'utf8');
  const rules = write('rules.yaml', RULES);
  return {
    path,
    write,
    output,
    outputs: () => readdirSync(join(path, 'out')).sort(),
    record: () => JSON.parse(output('run.json')).lists[0],
    qualify: (...args) => runHere(['qualify', ...args, '-r', rules, '-o', join(path, 'out')]),
    run: (...args) => runHere(args),
  };
}
