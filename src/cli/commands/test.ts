import type { Checked } from '../../model/diagnostic.ts';
import { CannotRun } from '../../model/errors.ts';
import { formatRulebookTests } from '../../report/rulebook-tests.ts';
import { type LoadedRulebook, loadRulebook } from '../../rulebook/load.ts';
import { runRulebookTests } from '../../studies/rulebook-tests.ts';
import { today } from '../clock.ts';
import type { Run } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { demand } from '../tell.ts';

/** `leadsieve test`: runs the tests that rulebooks carry. A rulebook without tests passes none and is an error. */
export const test: Run = async (files, _options, terminal) => {
  const loaded: readonly Checked<LoadedRulebook>[] = await Promise.all(files.map(file => loadRulebook(file)));
  const faulty = loaded.filter(({ value }) => value === undefined);
  if (faulty.length > 0) throw new CannotRun(faulty.flatMap(({ diagnostics }) => diagnostics));
  const rulebooks = loaded.map(checked => demand(checked, terminal).rulebook);
  const untested = rulebooks.filter(({ tests }) => tests.length === 0);
  if (untested.length > 0) throw new CannotRun(untested.map(({ name }) => withoutTests(name)));
  const { colour, width } = terminal.out;
  const results = rulebooks.flatMap(rulebook => runRulebookTests(rulebook, { asOf: today() }));
  terminal.out.write(formatRulebookTests(results, { colour, width }));
  return results.every(({ passed }) => passed) ? EXIT.done : EXIT.findings;
};

function withoutTests(name: string) {
  return {
    severity: 'error',
    code: 'no-tests',
    message: `rulebook ${name} has no tests`,
    fix: 'add at least one under `tests:`; rules/README.md shows how',
  } as const;
}
