import { describe, expect, it } from 'vitest';
import { evaluateDiffGate, parseDiffGate } from '../../../../src/commands/diff/leads/gates.ts';
import { changeFrom } from '../../../../src/commands/diff/leads/sources.ts';
import type { Diff, DiffedSource } from '../../../../src/commands/diff/model.ts';
import { bookOf } from '../../../judging/arbitrary.ts';
import { diffOf } from './diffing.ts';

const row = (
  source: string,
  sql: readonly [number, number],
  cpsql: readonly [number | null, number | null],
) =>
  ({
    source,
    leads: changeFrom(200, 200),
    mql: changeFrom(80, 80),
    sql: changeFrom(...sql),
    spend: cpsql[0] === null && cpsql[1] === null ? changeFrom(null, null) : changeFrom(1000, 1000),
    cpl: changeFrom(5, 5),
    cpmql: changeFrom(12.5, 12.5),
    cpsql: changeFrom(...cpsql),
  }) satisfies DiffedSource;

const DIFF: Diff = {
  ...diffOf(bookOf({}), bookOf({}), []),
  rows: { read: 210, judged: 200, rejected: 0 },
  moved: { leads: 11, rate: 0.055, up: 1, down: 7, level: 0, entered: 2, left: 1 },
  total: row('total', [50, 48], [20, 20.83]),
  costed: row('costed', [40, 38], [25, 26.32]),
  sources: [row('paid search', [0, 2], [null, 500]), row('web', [3, 0], [null, null])],
};

function ask(expression: string, diff: Diff = DIFF): string {
  const { value, diagnostics } = parseDiffGate(expression);
  if (value === undefined) return diagnostics.map(({ message, fix }) => `${message} · ${fix}`).join('\n');
  const { tripped, why } = evaluateDiffGate(value, diff);
  return `${tripped ? 'tripped' : 'passed'} ${why}`;
}

describe('a gate of diff', () => {
  it.each([
    ['moved > 5%', 'tripped moved > 5%: it is 5.5%'],
    ['moved > 11', 'passed moved > 11: it is 11'],
    ['moved >= 11', 'tripped moved >= 11: it is 11'],
    ['down > 3.5%', 'passed down > 3.5%: it is 3.5%'],
    ['entered > 1', 'tripped entered > 1: it is 2'],
    ['sql_change < -2%', 'tripped sql_change < -2%: it is -4%'],
    ['sql_change < -2', 'passed sql_change < -2: it is -2'],
    ['cpsql_change > 5%', 'tripped cpsql_change > 5%: it is 5.28%'],
    ['total.cpsql_change > 5%', 'passed total.cpsql_change > 5%: it is 4.15%'],
    ['cpsql_change > 1.32', 'passed cpsql_change > 1.32: it is 1.32'],
    ['mql_change != 0', 'passed mql_change != 0: it is 0'],
    ['leads < 100', 'passed leads < 100: it is 200'],
    ['cpsql > 26', 'tripped cpsql > 26: it is 26.32'],
    ['source."Paid Search".sql_change > 1', 'tripped source."Paid Search".sql_change > 1: it is 2'],
    ['source.web.sql_change < -50%', 'tripped source.web.sql_change < -50%: it is -100%'],
  ])('%s', (expression, expected) => {
    expect(ask(expression)).toBe(expected);
  });

  it.each([
    ['source."paid search".sql_change > 1%', 'sql was 0 before, so that its change has no percentage'],
    ['source."paid search".cpsql_change > 1', 'there is no SQL before'],
    ['source.web.cpsql_change > 1', 'no spend is known for web'],
    ['source.wed.sql_change > 1', 'there is no source "wed"; did you mean "web"?'],
  ])('trips where there is no such figure: %s', (expression, why) => {
    expect(ask(expression)).toBe(`tripped ${expression}: ${why}`);
  });

  it('trips without costs and without leads', () => {
    const nothing = diffOf(bookOf({}), bookOf({}), []);
    expect(ask('cpsql_change > 10%', nothing)).toBe(
      'tripped cpsql_change > 10%: no spend is known without --costs',
    );
    expect(ask('moved > 5%', nothing)).toBe('tripped moved > 5%: there are no leads');
    // Nothing from nothing is no change, though it is no share of nothing.
    expect(ask('sql_change < -2%', nothing)).toBe('passed sql_change < -2%: it is 0%');
  });

  it.each([
    ['mooved > 5%', 'mooved is not a figure of a diff · did you mean moved?'],
    ['cpsql_chang > 5%', 'cpsql_chang is not a figure of a diff · did you mean cpsql_change?'],
    [
      'source.web.moved > 5',
      'moved is not a figure of a diff · figures are leads_change, mql_change, sql_change, spend_change, cpl_change, cpmql_change, cpsql_change, leads, mql, sql, spend, cpl, cpmql, cpsql',
    ],
    [
      'sql > 5%',
      'sql is not a share, so % has no meaning · write a plain number, or sql_change for the change in percent',
    ],
    ['moved => 5%', '=> is not an operator · did you mean >=?'],
    ['moved > many', '"many" is not a number · write it plainly, such as 1250.5 or 2%'],
    ['source > 5', 'source names no figure of a source · write source."paid search".cpl'],
  ])('cannot be read: %s', (expression, expected) => {
    expect(ask(expression)).toBe(expected);
  });
});
