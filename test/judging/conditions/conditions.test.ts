import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS, leads, valueConditions, valuesOf } from '../arbitrary.ts';
import { ask } from '../judged.ts';

const completions = fc.record(Object.fromEntries(FIELDS.map(({ name }) => [name, valuesOf(name)])));

describe('conditions', () => {
  it('never take back an answer when more becomes known', () => {
    fc.assert(
      fc.property(valueConditions, leads, completions, (condition, lead, completion) => {
        const known = Object.entries(lead).filter(([, reading]) => reading.kind === 'value');
        const answer = ask(condition, lead);
        if (answer !== 'unknown') {
          expect(ask(condition, { ...completion, ...Object.fromEntries(known) })).toBe(answer);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('without an unknown leave none', () => {
    fc.assert(
      fc.property(valueConditions, completions, (condition, lead) => {
        expect(ask(condition, lead)).not.toBe('unknown');
      }),
    );
  });

  it('make no difference between blank, invalid and absent, but by `is`', () => {
    fc.assert(
      fc.property(valueConditions, leads, (condition, lead) => {
        const blanked = Object.fromEntries(
          Object.entries(lead).map(([name, reading]) => [
            name,
            reading.kind === 'value' ? reading : ({ kind: 'blank' } as const),
          ]),
        );
        expect(ask(condition, blanked)).toBe(ask(condition, lead));
      }),
    );
  });
});
