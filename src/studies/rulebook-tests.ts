import { compileRulebook, type Judge } from '../evaluation/judge.ts';
import type { Cell, Day, Reading } from '../model/lead.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { RulebookTestResult } from '../model/rulebook-test.ts';
import { compileCellParser } from '../values/cell.ts';
import { compareExpectation, describeOutcome } from './rulebook-tests-outcome.ts';

/** Judges the leads of a rulebook's own tests as of their day and compares what each expects. */
export function runRulebookTests(
  rulebook: Rulebook,
  { asOf }: { readonly asOf: Day },
): readonly RulebookTestResult[] {
  const judges = new Map<Day, Judge>();
  const judgeOf = (day: Day): Judge => {
    const judge = judges.get(day) ?? compileRulebook(rulebook, { asOf: day });
    judges.set(day, judge);
    return judge;
  };
  const read = compileLeadReader(rulebook);
  return rulebook.tests.map(test => {
    const day = test.asOf ?? asOf;
    const judge = judgeOf(day);
    const readings = read(test.lead);
    const answers = judge.fields.map(({ field, answer }) => answer(readings.get(field.name) ?? BLANK));
    const verdict = judge.verdict(answers, { suppressed: false });
    const outcome = describeOutcome(verdict, { rulebook, asOf: day, readings });
    const differences = compareExpectation(test.expect, outcome);
    return { test, asOf: day, passed: differences.length === 0, differences, outcome, verdict };
  });
}

const BLANK: Reading = { kind: 'blank' };

/** Reads the cells of test leads in the rulebook's locale; fields that a lead does not name are blank. */
function compileLeadReader(
  rulebook: Rulebook,
): (lead: Readonly<Record<string, Cell>>) => ReadonlyMap<string, Reading> {
  const { locale, blankAlso } = rulebook;
  const parsers = rulebook.fields.map(field => ({
    name: field.name,
    parse: compileCellParser(field, { locale, blankAlso }),
  }));
  return lead => {
    const cells = new Map(Object.entries(lead));
    return new Map(
      parsers.map(({ name, parse }) => {
        const cell = cells.get(name);
        return [name, cell === undefined ? BLANK : parse(cell)];
      }),
    );
  };
}
