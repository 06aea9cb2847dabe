import { mergeTallies } from '../costs/tally/merge-tallies.ts';
import type { Fingerprint } from '../lists/bytes/fingerprint.ts';
import type { SideBySide } from '../lists/lead-list.ts';
import { countWorkers, WORTHWHILE } from './fast/threads/count-workers.ts';
import { type Crew, type CrewOptions, startCrew } from './fast/threads/crew.ts';
import { readSideBySide } from './fast/threads/side-by-side.ts';
import type { Job, PlannedList, Progress, RunResult } from './job.ts';
import { type ListLane, openLane } from './list-lane.ts';
import { type OnProgress, readList } from './read-list.ts';
import { startRun } from './run.ts';
import { createSettler } from './settler.ts';

/** What has been started before the job was known. */
export interface EarlyWork extends Pick<CrewOptions, 'spawn'> {
  /** The fingerprint of a list's file; undefined where nobody has begun with it. */
  readonly fingerprint?: (file: SideBySide['file']) => Promise<Fingerprint> | undefined;
}

export interface LocalOptions extends EarlyWork {
  /** Bytes of text from which a list is read side by side. */
  readonly worthwhile?: number;
  /** Bytes of the chunks that workers get. */
  readonly chunkSize?: number;
}

/**
 * Judges the lists by the fast lane in this process: on the calling thread, or side by side on as many workers as the job
 * allows; some of them may have been started already.
 */
export async function runFast(
  job: Job,
  onProgress: OnProgress,
  options: LocalOptions = {},
): Promise<RunResult> {
  const { worthwhile = WORTHWHILE } = options;
  const sizes = job.lists.map(({ list }) => list.sideBySide?.textBytes ?? 0);
  const workers = job.workers ?? countWorkers(sizes, undefined);
  const isShared = ({ list }: PlannedList) =>
    workers > 1 && list.sideBySide !== undefined && list.sideBySide.textBytes >= worthwhile;
  const crew = job.lists.some(isShared) ? startCrew(job, { size: workers, ...options }) : undefined;
  try {
    const crewOf = (list: PlannedList) => (isShared(list) ? crew : undefined);
    const result = await runLists(job, { onProgress, options, crewOf, crew });
    // Nobody works any more, and threads take a while to end: the caller goes on meanwhile.
    void crew?.dismiss();
    return result;
  } catch (error) {
    await crew?.dismiss();
    throw error;
  }
}

interface RunListsOptions {
  readonly onProgress: OnProgress;
  readonly options: LocalOptions;
  readonly crew: Crew | undefined;
  /** The workers that read a list; undefined for one that the calling thread reads alone. */
  readonly crewOf: (list: PlannedList) => Crew | undefined;
}

async function runLists(
  job: Job,
  { onProgress, options, crew, crewOf }: RunListsOptions,
): Promise<RunResult> {
  const run = startRun(job);
  const settler = createSettler(job);
  const lanes: ListLane[] = [];
  const fingerprints: Fingerprint[] = [];
  let before: Progress = { rows: 0, bytes: 0 };
  let now = before;
  const report: OnProgress = ({ rows, bytes }) => {
    now = { rows: before.rows + rows, bytes: before.bytes + bytes };
    onProgress(now);
  };
  for (const [index, planned] of job.lists.entries()) {
    const lane = openLane(run, settler, { job, index });
    const parts = planned.list.sideBySide;
    const workers = crewOf(planned);
    if (workers === undefined || parts === undefined) {
      await readList(planned, { lane, report });
      fingerprints.push(await planned.list.fingerprint());
    } else {
      const fingerprint = options.fingerprint?.(parts.file) ?? workers.fingerprint(parts.file.descriptor);
      await readSideBySide(workers, { ...options, index, parts, lane, onProgress: report });
      fingerprints.push(await fingerprint);
      await parts.verifyUnchanged();
    }
    lanes.push(lane);
    before = now;
  }
  const counted = crew === undefined ? [] : await crew.finish();
  const tally = counted.reduce((sum, part) => mergeTallies(sum, part.tally), run.finish());
  const readings = lanes.map(({ judge }, index) => {
    for (const { doubts } of counted) judge.readings.add(doubts[index] ?? new Float64Array(0));
    return judge.readings.finish();
  });
  return {
    tally,
    readings,
    warnings: settler.warnings(),
    fingerprints,
    workers: crew?.size ?? 1,
  };
}
