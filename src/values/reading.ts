import type { Reading, Value } from '../model/lead.ts';

// Readings are made for every distinct cell: those without a value are made once.
export const BLANK: Reading = Object.freeze({ kind: 'blank' });
export const BELOW_MINIMUM = invalidReading('below its minimum');
export const ABOVE_MAXIMUM = invalidReading('above its maximum');

/** A reading that is neither blank nor has a value; the reason never holds the cell's content. */
export function invalidReading(reason: string): Reading {
  return Object.freeze({ kind: 'invalid', reason });
}

export function valueReading(value: Value): Reading {
  return Object.freeze({ kind: 'value', value });
}
