import { summarize } from '../../costs/summarize.ts';
import { warnOfReadings } from '../../costs/warnings.ts';
import { type ComparedJob, compareLists } from '../../engine/compare-lists.ts';
import type { PlannedList } from '../../engine/job.ts';
import { closeLists, openLists, recordsOf } from '../../inputs/lists.ts';
import type { JudgingInputs } from '../../inputs/qualify-inputs.ts';
import { foretell } from '../../inputs/qualify-plan.ts';
import type { LeadList } from '../../lists/list.ts';
import { CannotRun } from '../../model/errors.ts';
import type { ListRecord } from '../../model/summary.ts';
import type { Tally } from '../../model/tally.ts';
import type { Run } from '../../shell/command.ts';
import { EXIT } from '../../shell/exit-codes.ts';
import { interruptible } from '../../shell/interrupt.ts';
import { createProgressLine } from '../../shell/progress.ts';
import { demand, tell } from '../../shell/tell.ts';
import type { Terminal } from '../../shell/terminal.ts';
import { safeLine } from '../../terminal/safe.ts';
import { type BothSides, describeRulebook, loadBothSides, planBothSides } from './inputs.ts';
import { startDiff } from './leads/diff.ts';
import { evaluateDiffGate } from './leads/gates.ts';
import { compareTestLeads, listTestLeads } from './leads/test-leads.ts';
import type { Diff } from './model.ts';
import { DIFF_FORMATS } from './report/report.ts';
import { type DiffSettings, parseDiffSettings } from './settings.ts';

/** `leadsieve diff`: what a rule change does, lead by lead and to the cost. */
export const diff: Run = async (files, options, terminal) => {
  const settings = parseDiffSettings(files, options);
  const inputs = await loadBothSides(settings, terminal);
  const compare = settings.lists.length === 0 ? diffTests : diffLists;
  const compared = await interruptible(NOTHING_TO_UNDO, () => compare({ settings, inputs, terminal }));
  const gates = settings.failIf.map(gate => evaluateDiffGate(gate, compared));
  const { colour, width } = terminal.out;
  const print = await DIFF_FORMATS[settings.format].load();
  terminal.out.write(print({ ...compared, gates }, { colour, width }));
  const findings = gates.filter(({ tripped }) => tripped);
  for (const { why } of findings) terminal.err.write(`${safeLine(`--fail-if ${why}`)}\n`);
  return findings.length === 0 ? EXIT.done : EXIT.findings;
};

const NOTHING_TO_UNDO = () => true;

interface DiffRun {
  readonly settings: DiffSettings;
  readonly inputs: BothSides<JudgingInputs>;
  readonly terminal: Terminal;
}

async function diffLists(run: DiffRun): Promise<Diff> {
  const { settings, terminal } = run;
  const opened = demand(await openLists(settings.lists, settings.reading), terminal);
  const lists = opened.map(({ list }) => list);
  try {
    return await compareOpenLists(run, lists);
  } finally {
    await closeLists(lists);
  }
}

async function compareOpenLists(run: DiffRun, lists: readonly LeadList[]): Promise<Diff> {
  const { settings, inputs, terminal } = run;
  const rulebooks = rulebooksOf(inputs);
  const planned = planBothSides(lists, { settings, rulebooks, terminal });
  const names = namesOf(lists);
  const study = startDiff({
    ...rulebooks,
    asOf: settings.asOf,
    nameOf: (list, row) => `${names[list] ?? ''}:${row}`,
  });
  const progress = createProgressLine(terminal.err, undefined);
  const result = await compareLists({
    before: jobOf(inputs.before, { settings, lists: planned.before }),
    after: jobOf(inputs.after, { settings, lists: planned.after }),
    onLead: study.add,
    onProgress: progress.update,
  }).finally(progress.clear);
  tell(
    terminal,
    lists.flatMap(list => list.findings()),
  );
  const records = {
    before: recordsOf(lists, result.before.readings),
    after: recordsOf(lists, result.after.readings),
  };
  const warningsOf = (side: keyof BothSides<unknown>) => [
    ...foretell(planned[side], rulebooks[side]),
    ...warnOfReadings(records[side]),
    ...result[side].warnings,
  ];
  const warnings = { before: warningsOf('before'), after: warningsOf('after') };
  const tallies = { before: result.before.tally, after: result.after.tally };
  return study.finish({
    ...describeBoth(run),
    leadsOf: 'lists',
    summaries: summarizeBoth(run, { tallies, records }),
    warnings: warnings.after.length + warnings.before.length === 0 ? [] : joinWarnings(warnings),
  });
}

/** What lists are called, which is their paths where two of them share a name. */
function namesOf(lists: readonly LeadList[]): readonly string[] {
  const names = lists.map(({ name }) => name);
  return new Set(names).size === names.length ? names : lists.map(({ path }) => path);
}

function jobOf(
  { loaded, costs, suppression }: JudgingInputs,
  { settings, lists }: { readonly settings: DiffSettings; readonly lists: readonly PlannedList[] },
): ComparedJob {
  return {
    rulebook: loaded.rulebook,
    asOf: settings.asOf,
    dedupe: settings.dedupe,
    lists,
    ...(costs === undefined ? {} : { costs }),
    ...(suppression === undefined ? {} : { suppression }),
  };
}

async function diffTests(run: DiffRun): Promise<Diff> {
  const { settings, inputs } = run;
  const rulebooks = rulebooksOf(inputs);
  const tests = listTestLeads(rulebooks);
  if (tests.length === 0) {
    const message = 'there is no list, and neither rulebook has tests whose leads could be judged';
    const fix = 'name a list, or add tests to the rulebook';
    throw new CannotRun([{ severity: 'error', code: 'no-tests', message, fix }]);
  }
  const { asOf } = settings;
  const study = startDiff({
    ...rulebooks,
    asOf,
    nameOf: (_, row) => `test "${tests[row - 1]?.name ?? ''}"`,
  });
  const [was, is] = [inputs.before.costs, inputs.after.costs];
  const costs = was === undefined || is === undefined ? undefined : { before: was, after: is };
  const tallies = compareTestLeads(rulebooks, tests, { asOf, costs, onLead: study.add });
  return study.finish({
    ...describeBoth(run),
    leadsOf: 'tests',
    summaries: summarizeBoth(run, { tallies, records: { before: [], after: [] } }),
    warnings: [],
  });
}

function rulebooksOf({ before, after }: BothSides<JudgingInputs>) {
  return { before: before.loaded.rulebook, after: after.loaded.rulebook };
}

function describeBoth({ inputs, settings }: DiffRun) {
  return {
    before: describeRulebook(inputs.before, settings.before),
    after: describeRulebook(inputs.after, settings.after),
  };
}

function summarizeBoth(
  { inputs, settings }: DiffRun,
  {
    tallies,
    records,
  }: { readonly tallies: BothSides<Tally>; readonly records: BothSides<readonly ListRecord[]> },
) {
  const summarizeSide = ({ loaded, costs }: JudgingInputs, tally: Tally, lists: readonly ListRecord[]) =>
    summarize(tally, {
      rulebook: loaded.rulebook,
      sha256: loaded.files[0]?.sha256 ?? '',
      asOf: settings.asOf,
      costs,
      lists,
      warnings: [],
    });
  return {
    before: summarizeSide(inputs.before, tallies.before, records.before),
    after: summarizeSide(inputs.after, tallies.after, records.after),
  };
}

/** Warnings of both runs once, those of one with the rulebook that they are about. */
function joinWarnings({ before, after }: BothSides<readonly string[]>): readonly string[] {
  const shared = after.filter(warning => before.includes(warning));
  const own = (warnings: readonly string[], side: string) =>
    warnings.filter(warning => !shared.includes(warning)).map(warning => `${side}: ${warning}`);
  return [...shared, ...own(before, 'before'), ...own(after, 'after')];
}
