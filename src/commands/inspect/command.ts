import { openSingleOutput, type SingleOutput } from '../../files/single-output.ts';
import { BUILT_IN_NAMES } from '../../language/built-in.ts';
import { loadRulebook } from '../../language/load.ts';
import { loadKnown } from '../../language/recognition/known-fields.ts';
import { type LeadList, openList } from '../../lists/list.ts';
import type { Checked, Diagnostic } from '../../model/diagnostic.ts';
import { CannotRun } from '../../model/errors.ts';
import type { Rulebook } from '../../model/rulebook.ts';
import type { Run } from '../../shell/command.ts';
import { EXIT } from '../../shell/exit-codes.ts';
import { interruptible } from '../../shell/interrupt.ts';
import { demand, tell } from '../../shell/tell.ts';
import type { Terminal } from '../../shell/terminal.ts';
import { INSPECT_FORMATS } from './formats.ts';
import { inspectList } from './inspect.ts';
import { type InspectSettings, parseInspectSettings } from './inspect-options.ts';
import type { ListInspection } from './model.ts';
import { type RewriteCounts, rewriteList } from './rewrite.ts';
import { formatRewriteLine } from './rewrite-line.ts';

/** `leadsieve inspect`: what is in a list, and a clean copy of it. */
export const inspect: Run = async ([path = ''], options, terminal) => {
  const settings = parseInspectSettings(path, options);
  const rulebooks = await loadRulebooks(settings, terminal);
  const opened = await openList(path, settings.reading);
  if (opened.value === undefined) return refuse(opened.diagnostics, settings, terminal);
  const list = opened.value;
  try {
    tell(terminal, opened.diagnostics);
    const { locale, dates } = settings;
    const inspection = await inspectList(list, {
      rulebooks,
      ...(settings.rules === undefined ? { known: await loadKnown() } : {}),
      ...(locale === undefined ? {} : { locale }),
      ...(dates === undefined ? {} : { dates }),
    });
    const findings = list.findings();
    tell(terminal, findings);
    const counts = await rewrite(list, { settings, inspection, terminal });
    await show(list, {
      settings,
      inspection,
      terminal,
      findings: [...opened.diagnostics, ...findings],
      counts,
    });
    return EXIT.done;
  } finally {
    await list.close();
  }
};

async function loadRulebooks({ rules }: InspectSettings, terminal: Terminal): Promise<readonly Rulebook[]> {
  if (rules !== undefined) return [demand(await loadRulebook(rules), terminal).rulebook];
  const loaded = await Promise.all(BUILT_IN_NAMES.map(name => loadRulebook(name)));
  return loaded.flatMap(({ value }) => (value === undefined ? [] : [value.rulebook]));
}

/** The clean copy of an empty list is an empty file; whatever else cannot be read ends the run. */
function refuse(diagnostics: readonly Diagnostic[], settings: InspectSettings, terminal: Terminal) {
  const isEmpty = diagnostics.every(({ severity, code }) => severity !== 'error' || code === 'empty-list');
  if (!isEmpty || settings.rewrite === undefined) throw new CannotRun(diagnostics);
  demand(openRewrite(settings.rewrite, settings), terminal).commit();
  tell(
    terminal,
    diagnostics.map(diagnostic => ({ ...diagnostic, severity: 'warning' as const })),
  );
  return EXIT.done;
}

async function rewrite(
  list: LeadList,
  {
    settings,
    inspection,
    terminal,
  }: { settings: InspectSettings; inspection: ListInspection; terminal: Terminal },
): Promise<RewriteCounts | undefined> {
  if (settings.rewrite === undefined) return undefined;
  const output = demand(openRewrite(settings.rewrite, settings), terminal);
  const work = async () => {
    const counts = await rewriteList(list, { columns: inspection.width, write: output.write });
    output.commit();
    return counts;
  };
  return interruptible(output.discard, () => work().finally(output.discard));
}

function openRewrite(file: string, { path, force }: InspectSettings): Checked<SingleOutput> {
  return openSingleOutput(file, { inputs: path === '-' ? [] : [path], force });
}

async function show(
  list: LeadList,
  found: {
    readonly settings: InspectSettings;
    readonly inspection: ListInspection;
    readonly terminal: Terminal;
    readonly findings: readonly Diagnostic[];
    readonly counts: RewriteCounts | undefined;
  },
): Promise<void> {
  const { settings, inspection, terminal, findings, counts } = found;
  const { showValues, rewrite: file, format } = settings;
  const rewritten = counts === undefined || file === undefined ? undefined : { file, counts: { ...counts } };
  const print = await INSPECT_FORMATS[format].load();
  const report = { list, inspection, findings, showValues, ...(rewritten !== undefined && { rewritten }) };
  terminal.out.write(print(report, { colour: terminal.out.colour, width: terminal.out.width }));
  if (rewritten !== undefined) terminal.err.write(`${formatRewriteLine(rewritten.file, rewritten.counts)}\n`);
}
