import type { CommanderError } from 'commander';
import type { Diagnostic } from '../model/diagnostic.ts';

const SEE_HELP = '--help lists what there is';

/** What commander says of a wrong command line, as a finding that looks like any other. */
export function usageFault({ message }: Pick<CommanderError, 'message'>): Diagnostic {
  const [first = '', hint = ''] = message.replace(/^error: /, '').split('\n');
  const [, nearest] = /^\(Did you mean (.+)\?\)$/.exec(hint) ?? [];
  const [what = first, rule] = first.replace(/\.$/, '').split(/\. (?=[A-Z][^.]*$)/);
  return { severity: 'error', code: 'bad-option', message: what, fix: fixOf({ nearest, rule }) };
}

function fixOf({ nearest, rule }: { nearest: string | undefined; rule: string | undefined }): string {
  if (nearest !== undefined) return `did you mean ${nearest}?`;
  return rule === undefined ? SEE_HELP : rule.charAt(0).toLowerCase() + rule.slice(1);
}
