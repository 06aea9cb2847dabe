import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { LeadList, ListOptions } from '../../src/lists/lead-list.ts';
import { openList } from '../../src/lists/list.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { CannotRun } from '../../src/model/errors.ts';
import { isPlainCell, type Reject, rowIssues } from '../../src/records/record-batch.ts';
import { cellsOf } from '../records/scanning.ts';

const folder = mkdtempSync(join(tmpdir(), 'leadsieve-test-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A new folder that is gone after the tests of the file. */
export function newFolder(): string {
  return mkdtempSync(join(folder, 'folder-'));
}

/** Writes a file of its own folder, so that names never clash, and returns its path. */
export function writeList(name: string, content: string | Uint8Array): string {
  const path = join(mkdtempSync(join(folder, `${++files}-`)), name);
  writeFileSync(path, content);
  return path;
}

export interface ReadList {
  readonly list: LeadList;
  readonly rows: readonly (readonly string[])[];
  readonly numbers: readonly number[];
  readonly issues: readonly (readonly string[])[];
  readonly plain: readonly (readonly boolean[])[];
  readonly rejects: readonly Reject[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Opens a list and reads all of it. */
export async function readList(path: string, options: ListOptions = {}): Promise<ReadList> {
  const { value: list, diagnostics } = await openList(path, options);
  if (list === undefined) throw new CannotRun(diagnostics);
  const rows: (readonly string[])[] = [];
  const numbers: number[] = [];
  const issues: (readonly string[])[] = [];
  const plain: (readonly boolean[])[] = [];
  const rejects: Reject[] = [];
  try {
    for await (const batch of list.records()) {
      rejects.push(...batch.rejects);
      for (let record = 0; record < batch.count; record++) {
        const cells = cellsOf(batch, record);
        rows.push(cells);
        numbers.push(batch.row[record] ?? 0);
        issues.push(rowIssues(batch.flags[record] ?? 0));
        plain.push(cells.map((_, column) => isPlainCell(batch, record, column)));
      }
    }
  } finally {
    await list.close();
  }
  return { list, rows, numbers, issues, plain, rejects, diagnostics };
}

/** The messages of what keeps a list from being read, on opening or on the way. */
export async function faultsOf(path: string, options: ListOptions = {}): Promise<readonly string[]> {
  try {
    await readList(path, options);
    return [];
  } catch (error) {
    if (error instanceof CannotRun)
      return error.diagnostics.map(({ message }) => message.replace(path, 'LIST'));
    throw error;
  }
}
