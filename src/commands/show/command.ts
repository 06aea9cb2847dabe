import { loadRulebook } from '../../language/load.ts';
import type { Run } from '../../shell/command.ts';
import { EXIT } from '../../shell/exit-codes.ts';
import { demand } from '../../shell/tell.ts';
import { formatRulebook } from './format-rulebook.ts';

/** `leadsieve show`: prints a rulebook as it stands after `extends`. */
export const show: Run = async ([rules = ''], _options, terminal) => {
  const loaded = demand(await loadRulebook(rules), terminal);
  terminal.out.write(formatRulebook(loaded));
  return EXIT.done;
};
