import type { Diagnostic } from '../model/diagnostic.ts';
import type { ListOptions } from './lead-list.ts';
import { listFaults } from './list-faults.ts';

const ONE_ASCII = /^[\x01-\x7f]$/;
const LINE_END = /[\r\n]/;

/** What the user says of a list and cannot be meant. */
export function checkOptions({ delimiter, quote, headerRow, noHeader }: ListOptions): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  if (delimiter !== undefined && !isOneCharacter(delimiter)) {
    faults.push(
      listFaults.badOption('--delimiter', 'takes one character', 'write for example --delimiter ";"'),
    );
  }
  if (quote !== undefined && !isOneCharacter(quote)) {
    faults.push(listFaults.badOption('--quote', 'takes one character', `Write for example --quote "'".`));
  }
  if (quote !== undefined && quote === delimiter) {
    faults.push(
      listFaults.badOption('--quote', 'and --delimiter are the same character', 'change one of them'),
    );
  }
  if (headerRow !== undefined && !(Number.isInteger(headerRow) && headerRow >= 1)) {
    faults.push(
      listFaults.badOption('--header-row', 'takes the number of a line, from 1', 'write --header-row 3'),
    );
  }
  if (headerRow !== undefined && noHeader === true) {
    faults.push(listFaults.badOption('--header-row', 'and --no-header exclude each other', 'leave one out'));
  }
  return faults;
}

function isOneCharacter(text: string): boolean {
  return ONE_ASCII.test(text) && !LINE_END.test(text);
}
