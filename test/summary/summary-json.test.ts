import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatSummaryJson } from '../../src/summary/summary-json.ts';
import { anySummary, COMMAND, FORBIDDEN } from './arbitrary.ts';
import { EXAMPLE } from './summary-fixture.ts';

describe('formatSummaryJson', () => {
  test('holds the contract of cli.md, null for what is unknown', () => {
    const text = formatSummaryJson(EXAMPLE);
    expect(text.startsWith('{\n  "rulebook": {\n    "name": "x-education",\n    "version": 1,')).toBe(true);
    expect(text.endsWith('\n}\n')).toBe(true);
    expect(text).toContain('"cpsql": null');
    expect(text).toContain('"cpsql": 150.08');
  });

  test('reads back as the same data, and shows no control or bidi character', () => {
    fc.assert(
      fc.property(anySummary, summary => {
        const text = formatSummaryJson(summary);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(summary)));
        expect(text).not.toMatch(FORBIDDEN);
        expect(text).not.toMatch(COMMAND);
      }),
    );
  });
});
