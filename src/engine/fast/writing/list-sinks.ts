import type { EmittedBytes } from '../threads/worker-messages.ts';
import type { ListOutput, Sink } from './outputs.ts';

/** Writes a list's rows to its files, each of which starts with the header. */
export interface ListSinks {
  write(rows: EmittedBytes): void;
}

export function openSinks(output: ListOutput, header: Uint8Array): ListSinks {
  const stages = new Map<string, Sink>();
  // The header is written even where no row follows it.
  output.annotated.write(header);

  function openStage(stage: string): Sink | undefined {
    const known = stages.get(stage);
    if (known !== undefined) return known;
    const sink = output.stage?.(stage);
    if (sink === undefined) return undefined;
    sink.write(header);
    stages.set(stage, sink);
    return sink;
  }

  return {
    write({ annotated, stages: byStage }) {
      output.annotated.write(annotated);
      for (const [stage, bytes] of byStage) if (bytes.length > 0) openStage(stage)?.write(bytes);
    },
  };
}
