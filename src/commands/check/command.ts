import { findInputFiles } from '../../files/input-files.ts';
import { findingCodes, findingPage } from '../../language/finding-pages.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { CannotRun } from '../../model/errors.ts';
import type { Run } from '../../shell/command.ts';
import { EXIT, type ExitCode } from '../../shell/exit-codes.ts';
import type { Terminal } from '../../shell/terminal.ts';
import { version } from '../../shell/version.ts';
import { countOf } from '../../terminal/figures.ts';
import { suggestName } from '../../values/nearest.ts';
import { checkFiles } from './check-files.ts';
import { readCheckSettings } from './check-settings.ts';
import { formatFindingPage } from './report/finding-page.ts';
import { FINDINGS_FORMATS } from './report/formats.ts';

/** `leadsieve check`: every fault and every doubtful thing in rulebooks and cost files. */
export const check: Run = async (names, options, terminal) => {
  const { format, maxWarnings, base, explain, reading } = readCheckSettings(names, options);
  if (explain !== undefined) return explainCode(explain, terminal);
  const { diagnostics, files, skipped } = await checkFiles(await findInputFiles(names), { base, reading });
  const count = (severity: Diagnostic['severity']) =>
    diagnostics.filter(diagnostic => diagnostic.severity === severity).length;
  const warningsFail = count('warning') > maxWarnings;
  const context = {
    colour: terminal.out.colour,
    root: process.cwd(),
    version: version(),
    pageOf: findingPage,
  };
  const print = await FINDINGS_FORMATS[format].load();
  terminal.out.write(print({ diagnostics, files, warningsFail }, context));
  if (skipped.length > 0) {
    const others = countOf(skipped.length, ['other YAML file', 'other YAML files']);
    terminal.err.write(`${others} skipped: neither a rulebook nor a cost file\n`);
  }
  if (warningsFail) {
    terminal.err.write(`more warnings than the ${maxWarnings} that --max-warnings allows\n`);
  }
  return count('error') > 0 || warningsFail ? EXIT.findings : EXIT.done;
};

function explainCode(code: string, terminal: Terminal): ExitCode {
  const page = findingPage(code);
  if (page === undefined) {
    const message = `there is no code ${code} to explain`;
    throw new CannotRun([
      { severity: 'error', code: 'bad-option', message, fix: suggestName(code, findingCodes()) },
    ]);
  }
  terminal.out.write(formatFindingPage(page, { colour: terminal.out.colour }));
  return EXIT.done;
}
