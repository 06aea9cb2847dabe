import { formatRulebook } from '../../rulebook/format-rulebook.ts';
import { loadRulebook } from '../../rulebook/load.ts';
import type { Run } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { demand } from '../tell.ts';

/** `leadsieve show`: prints a rulebook as it stands after `extends`. */
export const show: Run = async ([rules = ''], _options, terminal) => {
  const loaded = demand(await loadRulebook(rules), terminal);
  terminal.out.write(formatRulebook(loaded));
  return EXIT.done;
};
