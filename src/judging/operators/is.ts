import type { Reading } from '../../model/lead.ts';
import { operator } from './operator.ts';

/** An absent field is blank. */
function stateOf(reading: Reading): 'present' | 'blank' | 'invalid' {
  if (reading.kind === 'value') return 'present';
  return reading.kind === 'invalid' ? 'invalid' : 'blank';
}

export const is = operator({
  on: 'every type',
  reads: 'state',
  asks: 'Has the cell a value (present), none (blank), or one that cannot be read (invalid)? Never unknown.',
  otherNames: ['exists'],
  holds:
    ({ state }) =>
    () =>
      state === 'present',
  holdsOf:
    ({ state }) =>
    reading =>
      stateOf(reading) === state,
  tellsApart: () => [],
});
