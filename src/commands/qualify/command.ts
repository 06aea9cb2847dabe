import { startThreadsEarly } from '../../engine/fast/threads/early-threads.ts';
import { parseQualifySettings } from '../../inputs/qualify-settings.ts';
import { seconds } from '../../shell/clock.ts';
import type { Run } from '../../shell/command.ts';

/** `leadsieve qualify`: judges lists, writes them annotated, prints the summary. */
export const qualify: Run = async (operands, options, terminal) => {
  const start = seconds();
  const settings = parseQualifySettings(operands, options);
  const threads = startThreadsEarly(settings.lists, settings.workers);
  try {
    // Loaded only now, beside what the threads load.
    const { runQualify } = await import('./qualify-run.ts');
    return await runQualify(settings, { threads, start, terminal });
  } finally {
    await threads.dismiss();
  }
};
