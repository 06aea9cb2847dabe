import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { formatRejectHeader, formatRejects } from '../../src/rows/rejects.ts';
import { scanAll } from '../records/scanning.ts';

describe('the file of rejects', () => {
  it('has one row for each, with where and why', () => {
    const { rejects } = scanAll('a,b\nc,"d ""e\nf,g\n');
    expect(formatRejectHeader() + formatRejects(rejects, { guard: true })).toBe(
      'line,byte,code,message,raw\n' +
        '2,4,unclosed-quote,"the quote opened on line 2 is never closed; close it, or double it if it is part of the text","c,""d """"e"\n',
    );
    expect(formatRejects([], { guard: true })).toBe('');
  });

  it('guards what a spreadsheet would run', () => {
    const { rejects } = scanAll('=a,"b\nc\n');
    const rawOf = (guard: boolean) => (parse(formatRejects(rejects, { guard })) as string[][])[0]?.[4];
    expect([rawOf(true), rawOf(false)]).toEqual([`'=a,"b`, '=a,"b']);
  });
});
