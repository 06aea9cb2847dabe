import type { Progress } from '../engine/job.ts';
import { formatProgress } from '../terminal/progress.ts';
import { seconds } from './clock.ts';
import type { Stream } from './terminal.ts';

export interface ProgressLine {
  update(progress: Progress): void;
  /** Takes the line away again. */
  clear(): void;
}

const SILENT: ProgressLine = { update: () => {}, clear: () => {} };

/** Work shorter than this needs no progress line. */
const PATIENCE = 1;
const BETWEEN_UPDATES = 0.2;
const CLEAR_LINE = '\r\u001b[2K';

/** A line that is written over and over on a terminal, and never where nobody looks. */
export function createProgressLine(stream: Stream, totalBytes: number | undefined): ProgressLine {
  if (!stream.isTerminal) return SILENT;
  const start = seconds();
  let shown = start + PATIENCE - BETWEEN_UPDATES;
  let isShown = false;
  return {
    update(progress) {
      const now = seconds();
      if (now - shown < BETWEEN_UPDATES) return;
      shown = now;
      isShown = true;
      const total = totalBytes === undefined ? {} : { totalBytes };
      stream.write(`${CLEAR_LINE}${formatProgress({ ...progress, ...total, seconds: now - start })}`);
    },
    clear() {
      if (isShown) stream.write(CLEAR_LINE);
      isShown = false;
    },
  };
}
