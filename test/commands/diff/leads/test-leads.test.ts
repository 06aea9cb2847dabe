import { describe, expect, it } from 'vitest';
import { compareTestLeads, listTestLeads } from '../../../../src/commands/diff/leads/test-leads.ts';
import { runRulebookTests } from '../../../../src/engine/tests/run-tests.ts';
import type { ComparedLead } from '../../../../src/judging/compared-lead.ts';
import type { CostInputs } from '../../../../src/model/costs.ts';
import type { Rulebook } from '../../../../src/model/rulebook.ts';
import { AS_OF, rulebookOf } from '../../../engine/answering.ts';

const rulebook = (gte: number, tests: string, locale = 'en') =>
  rulebookOf(`
rulebook: demo
version: 1
locale: ${locale}
fields:
  budget: { type: number }
  seen: { type: date }
  created: { type: date }
  source: { type: text, aliases: { web: [site] } }
criteria: { rich: { when: { budget: { gte: ${gte} } }, ask: "How much?" } }
scores: { fit: { rules: [{ id: seen, when: { seen: { within_last_days: 10 } }, points: 5 }] } }
stages: [{ stage: SQL, when: { criterion: rich } }, { stage: lead }]
tests:
${tests}`);
const entry = (name: string, lead: string, asOf = '') =>
  `  - { name: "${name}", ${asOf}lead: ${lead}, expect: { stage: lead } }\n`;
const before = rulebook(
  100,
  entry('small', '{ budget: 50, source: site }') +
    entry('rich', '{ budget: 150, seen: 2026-10-01 }') +
    entry('the same on its own day', '{ budget: 150, seen: 2026-10-01 }', 'as_of: 2026-10-05, '),
);
const after = rulebook(200, entry('rich, under another name', '{ seen: 2026-10-01, budget: 150 }'));

/** The stages and scores of each test lead, before and after. */
function compare(was: Rulebook, is: Rulebook, costs?: CostInputs) {
  const rulebooks = { before: was, after: is };
  const tests = listTestLeads(rulebooks);
  const pairs: string[] = [];
  const onLead = ({ row, ...lead }: ComparedLead) => {
    const [from, to] = [lead.before, lead.after].map(
      ({ state, standing, score }) => `${state === 'judged' ? standing.stage : state} ${score / 100}`,
    );
    pairs.push(`${tests[row - 1]?.name}: ${from} → ${to}`);
  };
  const tallies = compareTestLeads(rulebooks, tests, {
    asOf: AS_OF,
    costs: costs && { before: costs, after: costs },
    onLead,
  });
  return { pairs, tallies };
}

describe('the leads of the tests of both rulebooks', () => {
  it('are judged once each, as of their own day, those of the rulebook after first', () => {
    expect(compare(before, after).pairs).toEqual([
      'rich, under another name: SQL 0 → lead 0',
      'small: lead 0 → lead 0',
      'the same on its own day: SQL 5 → lead 5',
    ]);
  });

  it('are judged as `test` judges them', () => {
    const results = runRulebookTests(before, { asOf: AS_OF });
    const expected = results.map(
      ({ test, verdict }) => `${test.name}: ${verdict.stage} ${verdict.score / 100}`,
    );
    expect(compare(before, before).pairs.map(pair => pair.split(' → ')[0])).toEqual(expected);
  });

  it('are counted by source, those outside the period apart', () => {
    const period = { from: AS_OF - 30, to: AS_OF, field: 'created' };
    const costs: CostInputs = { files: [], notes: [], currency: 'EUR', period, sources: [], shared: [] };
    const old = rulebook(
      100,
      entry('old', '{ created: 2020-01-01, source: site }') + entry('new', '{ source: Site }'),
    );
    const { pairs, tallies } = compare(old, old, costs);
    expect(pairs).toEqual(['old: outside 0 → outside 0', 'new: lead 0 → lead 0']);
    expect(tallies.before.judged).toBe(2);
    expect([...tallies.after.sources]).toMatchObject([['web', { shown: 'web', leads: 1, outsidePeriod: 1 }]]);
  });

  it('are read in the locale of each rulebook', () => {
    const text = entry('written as in France', '{ budget: "1 500,5" }');
    expect(compare(rulebook(100, text), rulebook(100, text, 'fr')).pairs).toEqual([
      'written as in France: lead 0 → SQL 0',
    ]);
  });
});
