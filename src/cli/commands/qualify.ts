import { startThreadsEarly } from '../../engines/threads/early-threads.ts';
import { seconds } from '../clock.ts';
import type { Run } from '../command.ts';
import { parseQualifySettings } from '../qualify-settings.ts';

/** `leadsieve qualify`: judges lists, writes them annotated, prints the summary. */
export const qualify: Run = async (operands, options, terminal) => {
  const start = seconds();
  const settings = parseQualifySettings(operands, options);
  const threads = startThreadsEarly(settings.lists, settings.workers);
  try {
    // Loaded only now, beside what the threads load.
    const { runQualify } = await import('../qualify-run.ts');
    return await runQualify(settings, { threads, start, terminal });
  } finally {
    await threads.dismiss();
  }
};
