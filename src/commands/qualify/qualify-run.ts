import type { EarlyThreads } from '../../engine/fast/threads/early-threads.ts';
import { annotatedName, createListOutput, splitNames } from '../../engine/fast/writing/outputs.ts';
import type { PlannedList, RunResult } from '../../engine/job.ts';
import { qualifyLists } from '../../engine/qualify-lists.ts';
import { type Committed, type OutputFolder, openOutputFolder } from '../../files/output-folder.ts';
import { closeLists, equalNames } from '../../inputs/lists.ts';
import {
  type JudgingInputs,
  loadJudging,
  openInputs,
  type QualifyInputs,
} from '../../inputs/qualify-inputs.ts';
import { foretell, foretellCosts, planRun, unreadRefusals } from '../../inputs/qualify-plan.ts';
import type { QualifySettings } from '../../inputs/qualify-settings.ts';
import { outputExtension, parseListName } from '../../lists/bytes/file-kind.ts';
import type { Checked, Diagnostic } from '../../model/diagnostic.ts';
import { CannotRun } from '../../model/errors.ts';
import { now, seconds } from '../../shell/clock.ts';
import { EXIT, type ExitCode } from '../../shell/exit-codes.ts';
import { interruptible } from '../../shell/interrupt.ts';
import { createProgressLine } from '../../shell/progress.ts';
import { demand, tell } from '../../shell/tell.ts';
import { isBrokenPipe, type Terminal } from '../../shell/terminal.ts';
import { SUMMARY_FORMATS, type SummaryPrinter } from '../../summary/summary.ts';
import { formatSummaryJson } from '../../summary/summary-json.ts';
import { safeLine } from '../../terminal/safe.ts';
import { type Conclusion, concludeRun } from './qualify-conclusion.ts';
import { formatRunRecord } from './run-record.ts';

/** A run whose inputs are open and whose output folder is held. */
interface Prepared {
  readonly inputs: QualifyInputs;
  readonly settings: QualifySettings;
  readonly planned: readonly PlannedList[];
  readonly folder: OutputFolder;
  readonly threads: EarlyThreads;
  /** On the clock of `seconds`. */
  readonly start: number;
}

export interface RunMeans extends Pick<Prepared, 'threads' | 'start'> {
  readonly terminal: Terminal;
}

/** Judges lists as the settings say, writes them annotated, prints the summary. */
export async function runQualify(
  settings: QualifySettings,
  { terminal, ...means }: RunMeans,
): Promise<ExitCode> {
  const judging = await loadJudging(settings, terminal);
  // Whom all wait for is this thread, until it knows the rules.
  means.threads.hash();
  let held: OutputFolder | undefined;
  const discard = (): boolean => held?.discard() ?? true;
  const work = async () => {
    // The folder is held before the lists are read: who cannot write need not read.
    const folder = demand(openFolder(judging, settings), terminal);
    held = folder;
    const { isClean } = means.threads;
    const opening = { ...settings, reading: { ...settings.reading, isClean } };
    const inputs = await openInputs(judging, opening, terminal);
    try {
      const planned = planRun(inputs, settings, terminal);
      return await run({ ...means, inputs, settings, planned, folder }, terminal);
    } finally {
      await closeLists(inputs.lists);
    }
  };
  return interruptible(discard, () => work().finally(discard));
}

function openFolder({ loaded }: JudgingInputs, settings: QualifySettings): Checked<OutputFolder> {
  const { lists, costs, suppress, out, to, stdout, split, breakLock, force } = settings;
  const clashes = equalNames(lists);
  if (clashes.length > 0) return { diagnostics: clashes };
  const inputs = [
    ...loaded.files.map(({ file }) => file),
    ...costs.map(({ path }) => path),
    ...suppress,
    ...lists.filter(path => path !== '-'),
  ];
  const annotated = stdout ? [] : lists.map(path => annotatedName(namesOf(path), to));
  const { rulebook } = loaded;
  // Stages of different names may have one file name.
  const stages = split ? lists.flatMap(path => splitNames(namesOf(path), { ...rulebook, to })) : [];
  return openOutputFolder(out, {
    inputs,
    names: [...annotated, ...stages, 'summary.json', 'run.json'],
    startedAt: now(),
    breakLock,
    force,
  });
}

function namesOf(path: string) {
  const listName = parseListName(path);
  return { name: listName.name, extension: outputExtension(listName) };
}

async function run(prepared: Prepared, terminal: Terminal): Promise<ExitCode> {
  const { inputs, settings, planned, folder } = prepared;
  const { rulebook } = inputs.loaded;
  const warnings = [...foretell(planned, rulebook), ...foretellCosts(prepared)];
  for (const warning of warnings) terminal.err.write(`${safeLine(warning)}\n`);
  const outputs = planned.map(({ list }) =>
    createListOutput(list, {
      folder,
      to: settings.to,
      split: settings.split,
      guard: settings.guard,
      ...(settings.stdout ? { stdout: terminal.out } : {}),
    }),
  );
  const progress = createProgressLine(terminal.err, totalSize(planned));
  const job = {
    rulebook,
    asOf: settings.asOf,
    lists: planned,
    dedupe: settings.dedupe,
    outputs,
    ...(inputs.suppression === undefined ? {} : { suppression: inputs.suppression }),
    ...(inputs.costs === undefined ? {} : { costs: inputs.costs }),
    ...(settings.by === undefined ? {} : { by: settings.by }),
    ...(settings.workers === undefined ? {} : { workers: settings.workers }),
  };
  const result = await qualifyLists(job, progress.update, prepared.threads).finally(progress.clear);
  tell(
    terminal,
    inputs.lists.flatMap(list => list.findings()),
  );
  const conclusion = concludeRun(result, {
    ...{ inputs, settings, warnings },
    unreadRefusals: planned.map(plan => unreadRefusals(plan, rulebook)),
  });
  const print = await SUMMARY_FORMATS[settings.format].load();
  return finish(prepared, { ...conclusion, result, print }, terminal);
}

/** Gives the files their names and prints the summary; with findings the earlier output stays. */
function finish(
  prepared: Prepared,
  conclusion: Conclusion & { readonly result: RunResult; readonly print: SummaryPrinter },
  terminal: Terminal,
): ExitCode {
  const { folder, settings, start } = prepared;
  const { summary, findings, refusals } = conclusion;
  if (refusals.length > 0) throw new CannotRun(refusals.map(refusalOf));
  folder.create('summary.json').write(Buffer.from(formatSummaryJson(summary)));
  const held = findings.length > 0;
  const lists = settings.stdout ? [] : prepared.inputs.lists.map(({ name }) => name);
  const record = {
    ...prepared,
    ...conclusion,
    files: folder.records({ held, lists }),
    seconds: seconds() - start,
  };
  folder.create('run.json').write(Buffer.from(formatRunRecord(record)));
  const outputs = folder.seal({ held });
  // Told first, for a summary that cannot be written must not leave a new output behind an exit code of 2.
  whoeverReads(() => {
    printSummary(prepared, { ...conclusion, outputs: annotatedOnly(outputs) }, terminal);
    for (const finding of findings) terminal.err.write(`${safeLine(finding)}\n`);
  });
  const committed = folder.commit({ held, lists });
  saidOrNot(() => tellObsolete(committed, terminal));
  if (!held) return EXIT.done;
  const where = `the output of this run is in ${settings.out}/held`;
  saidOrNot(() => terminal.err.write(`nothing in ${settings.out} was replaced; ${where}\n`));
  return EXIT.findings;
}

function tellObsolete({ removed, kept }: Committed, terminal: Terminal): void {
  if (removed.length > 0)
    terminal.err.write(`${safeLine(`removed, for it was of an earlier run: ${removed.join(', ')}`)}\n`);
  if (kept.length > 0)
    terminal.err.write(
      `${safeLine(`of an earlier run, but changed since, so it stays: ${kept.join(', ')}`)}\n`,
    );
}

/** Prints; that nobody reads it any more is no reason to give the output up. */
function whoeverReads(print: () => void): void {
  try {
    print();
  } catch (error) {
    if (!isBrokenPipe(error)) throw error;
  }
}

/** Prints what is said of an output that has its names: what cannot be printed does not undo it. */
function saidOrNot(print: () => void): void {
  try {
    print();
  } catch {
    // The exit code says what became of the run.
  }
}

/** The summary goes to stdout; a form that is data leaves the warnings and where the files went to stderr. */
function printSummary(
  { settings: { stdout, allSources, format } }: Prepared,
  {
    summary,
    outputs,
    foretold,
    print,
  }: Conclusion & { readonly outputs: readonly string[]; readonly print: SummaryPrinter },
  terminal: Terminal,
): void {
  const stream = stdout ? terminal.err : terminal.out;
  const { colour, width, isTerminal: wraps } = stream;
  stream.write(print(summary, { colour, width, wraps, allSources, outputs }));
  if (!SUMMARY_FORMATS[format].isData) return;
  const news = summary.warnings.filter(warning => !foretold.includes(warning));
  const files = outputs.length === 0 ? [] : [`written: ${outputs.join(', ')}`];
  for (const line of [...news.map(warning => `warning: ${warning}`), ...files])
    terminal.err.write(`${safeLine(line)}\n`);
}

function annotatedOnly(paths: readonly string[]): readonly string[] {
  return paths.filter(path => /\.(annotated|rejected)\.[a-z]+$/.test(path));
}

function refusalOf(message: string): Diagnostic {
  return { severity: 'error', code: 'strict', message, fix: 'mend the input, or leave --strict out' };
}

function totalSize(planned: readonly PlannedList[]): number | undefined {
  const sizes = planned.map(({ list }) => list.size);
  return sizes.every(size => size !== undefined) ? sizes.reduce((sum, size) => sum + size, 0) : undefined;
}
