import type { OutputFolder } from '../../../files/output-folder.ts';
import { safeName } from '../../../files/output-name.ts';
import type { LeadList } from '../../../lists/list.ts';
import type { Rulebook } from '../../../model/rulebook.ts';
import type { Reject } from '../../../records/record-batch.ts';
import { formatRejectHeader, formatRejects } from '../../../rows/rejects.ts';

/** Takes bytes in order; they may be reused after the call. */
export interface Sink {
  write(bytes: Uint8Array): void;
}

/** Where the rows of one list go. */
export interface ListOutput {
  readonly annotated: Sink;
  /** One more file for a stage, made when its first lead comes; absent without `--split`. */
  readonly stage?: (stage: string) => Sink;
  reject(rejects: readonly Reject[]): void;
}

export interface OutputChoice {
  readonly folder: OutputFolder;
  readonly to: 'csv' | 'ndjson';
  readonly split: boolean;
  /** Whether rejected rows are guarded against formulas. */
  readonly guard: boolean;
  /** Takes the annotated list instead of a file. */
  readonly stdout?: Sink;
}

/** What the names of a list's outputs are made of. */
type NamedList = Pick<LeadList, 'name' | 'extension'>;

/** The name of a list's annotated copy, such as `leads.annotated.csv`. */
export function annotatedName(list: NamedList, to: 'csv' | 'ndjson'): string {
  return `${safeName(list.name)}.annotated.${extensionOf(list, to)}`;
}

/** The names of a list's files that a run may write beside the annotated copy. */
export function splitNames(
  list: NamedList,
  { stages, to }: Pick<Rulebook, 'stages'> & { readonly to: 'csv' | 'ndjson' },
): readonly string[] {
  const parts = new Set(['duplicate', 'disqualified', ...stages.map(stage => stage.name)]);
  const name = safeName(list.name);
  const extension = extensionOf(list, to);
  return [`${name}.rejected.csv`, ...[...parts].map(part => `${name}.${safeName(part)}.${extension}`)];
}

/** Starts the files of one list; rejects and stages have one only if a row goes there. */
export function createListOutput(
  list: LeadList,
  { folder, to, split, guard, stdout }: OutputChoice,
): ListOutput {
  const annotated = stdout ?? folder.create(annotatedName(list, to), list.name);
  const stages = new Map<string, Sink>();
  let rejected: Sink | undefined;
  const output: ListOutput = {
    annotated,
    reject(rejects) {
      if (rejects.length === 0) return;
      if (rejected === undefined) {
        rejected = folder.create(`${safeName(list.name)}.rejected.csv`, list.name);
        rejected.write(Buffer.from(formatRejectHeader(), 'utf8'));
      }
      rejected.write(Buffer.from(formatRejects(rejects, { guard }), 'utf8'));
    },
  };
  if (!split) return output;
  return {
    ...output,
    stage(stage) {
      const sink =
        stages.get(stage) ??
        folder.create(`${safeName(list.name)}.${safeName(stage)}.${extensionOf(list, to)}`, list.name);
      stages.set(stage, sink);
      return sink;
    },
  };
}

function extensionOf(list: NamedList, to: 'csv' | 'ndjson'): string {
  return to === 'ndjson' ? 'ndjson' : list.extension;
}
