import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateGate, parseGate } from '../../src/costs/gate.ts';
import { amounts, costsOf, leads, NEAR_SQL, sourceCosts, summaryOf, tallyOf, verdictOf } from './samples.ts';

const tally = tallyOf(
  [
    ...leads(2, 'paid search', verdictOf('SQL')),
    ...leads(3, 'paid search', verdictOf('MQL', NEAR_SQL)),
    ...leads(3, 'web.site', verdictOf('SQL')),
    ...leads(2, 'fair', verdictOf('lead')),
    { source: 'web.site' },
  ],
  { rejected: 4 },
);
const costs = costsOf([
  sourceCosts('Paid Search', { spend: amounts('501') }),
  sourceCosts('fair', { spend: amounts('0') }),
  sourceCosts('ghost', { spend: amounts('9') }),
]);
const summary = summaryOf(tally, { costs });

function gate(text: string, on = summary) {
  const { value, diagnostics } = parseGate(text);
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join());
  return evaluateGate(value, on);
}

function faultOf(text: string): string {
  const { value, diagnostics } = parseGate(text);
  expect(value).toBeUndefined();
  return diagnostics
    .map(({ severity, code, message, fix }) => `${severity}[${code}]: ${message} → ${fix}`)
    .join('\n');
}

describe('a bare name', () => {
  test('of a cost ratio means the sources whose cost is known', () => {
    // 510 ÷ 2 SQL, where the total would be 510 ÷ 5
    expect(gate('cpsql > 250')).toEqual({ tripped: true, value: 255, why: 'cpsql > 250: it is 255' });
    expect(gate('cpl > 250')).toEqual({ tripped: false, value: 72.86, why: 'cpl > 250: it is 72.86' });
    expect(gate('cpmql<102').value).toBe(102);
    expect(gate('cpsql_at_best == 102').tripped).toBe(true);
  });

  test('of anything else means the total', () => {
    expect(gate('leads < 100')).toMatchObject({ tripped: true, value: 10 });
    expect(gate('sql_rate < 2%')).toEqual({ tripped: false, value: 0.5, why: 'sql_rate < 2%: it is 50%' });
    expect(gate('spend >= 510')).toMatchObject({ tripped: true, value: 510 });
    expect(gate('one_answer_from_sql != 3')).toMatchObject({ tripped: false, value: 3 });
    expect(gate('stages.disqualified > 0')).toMatchObject({ tripped: false, value: 0 });
    expect(gate('duplicates > 0')).toMatchObject({ tripped: true, value: 1 });
  });

  test('may be one of the run', () => {
    expect(gate('rejected <= 4')).toMatchObject({ tripped: true, value: 4 });
    expect(gate('judged < 10')).toMatchObject({ tripped: false, value: 10 });
    expect(gate('read == 15')).toMatchObject({ tripped: true });
    expect(gate('unallocated > 0')).toMatchObject({ tripped: false, value: 0 });
  });
});

test('total and costed can be named', () => {
  expect(gate('total.cpsql > 250')).toMatchObject({ tripped: false, value: 102 });
  expect(gate('costed.stages.SQL == 2').tripped).toBe(true);
});

describe('a source', () => {
  test('is named folded, with quotes or without, with dots in its name', () => {
    expect(gate('source."paid search".cpl > 40')).toEqual({
      tripped: true,
      value: 100.2,
      why: 'source."paid search".cpl > 40: it is 100.2',
    });
    expect(gate("source.'PAID SEARCH'.stages.MQL == 3").tripped).toBe(true);
    expect(gate('source.web.site.sql > 3')).toMatchObject({ tripped: false, value: 3 });
    expect(gate('source.web.site.stages.SQL > 2')).toMatchObject({ tripped: true, value: 3 });
    expect(gate('source."a > b".leads < 1').why).toBe('source."a > b".leads < 1: there is no source "a > b"');
  });

  test('that is not there trips', () => {
    expect(gate('source."paid serch".cpl > 40')).toEqual({
      tripped: true,
      value: null,
      why: 'source."paid serch".cpl > 40: there is no source "paid serch"; did you mean "Paid Search"?',
    });
  });

  test('cannot be found in a summary by another field', () => {
    expect(gate('source.fair.leads < 1', { ...summary, by: 'country' })).toMatchObject({
      tripped: true,
      why: 'source.fair.leads < 1: the summary is by country, not by source',
    });
  });
});

test('a figure that does not exist trips and says why', () => {
  const why = (text: string, on = summary) => {
    const outcome = gate(text, on);
    expect(outcome).toMatchObject({ tripped: true, value: null });
    return outcome.why.slice(outcome.why.indexOf(':') + 2);
  };
  const bare = summaryOf(tallyOf([]));
  expect(why('source.ghost.cpl > 1')).toBe('there are no leads from ghost');
  expect(why('source.ghost.sql_rate > 1')).toBe('there are no leads from ghost');
  expect(why('source.fair.cpmql > 1')).toBe('there is no MQL from fair');
  expect(why('source.fair.cpsql < 0')).toBe('there is no SQL from fair');
  expect(why('source.fair.cpsql_at_best < 0')).toBe(
    'there is no SQL from fair, nor a lead one answer from it',
  );
  expect(why('source.web.site.cpl > 1')).toBe('no spend is known for web.site');
  expect(why('source.fair.roi > 1')).toBe('there is no return on a spend of 0');
  expect(why('roi < 1')).toBe('the cost file does not say what a deal is worth');
  expect(why('cpsql > 1', bare)).toBe('no spend is known without --costs');
  expect(why('mql_rate > 1', bare)).toBe('there are no leads');
  const idle = summaryOf(tallyOf([]), { costs });
  expect(why('cpsql > 1', idle)).toBe('there is no SQL where spend is known');
});

test('the share of a field that could not be read is a figure, through all lists', () => {
  const list = {
    name: 'a',
    rows: 9,
    rejected: 0,
    empty: 0,
    encoding: 'utf-8',
    delimiter: ',',
    repairs: 0,
    doubts: [],
  };
  const counts = (field: string, filled: number, invalid: number) => ({ field, filled, blank: 1, invalid });
  const lists = [
    { ...list, fields: [counts('opted_in', 6, 1), counts('phone', 0, 0)] },
    { ...list, name: 'b', fields: [counts('opted_in', 2, 1)] },
  ];
  const read = { ...summary, lists };
  expect(gate('invalid.opted_in > 20 %', read)).toMatchObject({ tripped: true, value: 0.25 });
  expect(gate('invalid.opted_in > 0.25', read)).toMatchObject({ tripped: false });
  expect(gate('invalid.phone > 1%', read).why).toBe('invalid.phone > 1%: no cell of phone is filled');
  expect(gate('invalid.opted > 1%', read)).toEqual({
    tripped: true,
    value: null,
    why: 'invalid.opted > 1%: no list has a column for a field opted that the run depends on',
  });
});

test('wrong expressions are refused with the nearest right one', () => {
  const faults = [
    'cpsq > 250',
    'source.linkedin.cppl > 1',
    'total.cpsqll > 1',
    'source.linkedin > 1',
    'stages.hot > 1',
    'cpsql',
    'cpsql = 250',
    'cpsql => 250',
    'cpsql <=> 250',
    'cpsql >',
    'cpsql > 1,000',
    'cpsql > many',
    'leads < 2%',
    '> 3',
    '',
  ];
  expect(faults.map(faultOf).join('\n')).toMatchInlineSnapshot(`
    "error[gate]: cpsq is not a figure of the summary → did you mean cpsql?
    error[gate]: cppl is not a figure of the summary → did you mean cpl?
    error[gate]: cpsqll is not a figure of the summary → did you mean cpsql?
    error[gate]: source.linkedin names no figure of a source → write source."paid search".cpl
    error[gate]: stages.hot is not a figure of the summary → did you mean stages.SQL?
    error[gate]: "cpsql" compares nothing → write a figure, an operator and a number, such as cpsql > 250 or sql_rate < 2%
    error[gate]: = is not an operator → did you mean ==?
    error[gate]: => is not an operator → did you mean >=?
    error[gate]: <=> is not an operator → valid are > >= < <= == !=
    error[gate]: there is no number after the operator → write a figure, an operator and a number, such as cpsql > 250 or sql_rate < 2%
    error[gate]: "1,000" is not a number → write it plainly, such as 1250.5 or 2%
    error[gate]: "many" is not a number → write it plainly, such as 1250.5 or 2%
    error[gate]: leads is not a share, so % has no meaning → write a plain number
    error[gate]: "> 3" compares nothing → write a figure, an operator and a number, such as cpsql > 250 or sql_rate < 2%
    error[gate]: "" compares nothing → write a figure, an operator and a number, such as cpsql > 250 or sql_rate < 2%"
  `);
});

test('a percentage is the nearest double of its hundredth', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.nat(9999), (units, rest) => {
      const { value } = parseGate(`sql_rate < ${units}.${String(rest).padStart(4, '0')}%`);
      const digits = `${units}`.padStart(3, '0');
      expect(value?.threshold.number).toBe(
        Number(`${digits.slice(0, -2)}.${digits.slice(-2)}${String(rest).padStart(4, '0')}`),
      );
    }),
  );
});
