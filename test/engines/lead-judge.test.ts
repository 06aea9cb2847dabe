import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startTally } from '../../src/costs/tally.ts';
import { createAnsweredBatch } from '../../src/engines/answered-batch.ts';
import { compileAnswer } from '../../src/engines/field-classes.ts';
import { createLeadJudge } from '../../src/engines/lead-judge.ts';
import { chooseFields } from '../../src/engines/lead-reader.ts';
import { compileRulebook } from '../../src/evaluation/judge.ts';
import type { Rulebook } from '../../src/model/rulebook.ts';
import { AS_OF, type Lead, leads, rulebooks } from '../evaluation/arbitrary.ts';
import { answersOf } from '../evaluation/judged.ts';

interface Case {
  readonly lead: Lead;
  readonly suppressed: boolean;
}

/** Judges leads one after another with one memory, and by `verdict` alone. */
function judgeBoth(rulebook: Rulebook, cases: readonly Case[]) {
  const judge = compileRulebook(rulebook, { asOf: AS_OF });
  const fields = chooseFields(rulebook, { judge, read: [], keys: [] });
  const tally = startTally({ rulebook, grouped: false });
  const judgeLead = createLeadJudge({ rulebook, asOf: AS_OF, judge, fields, tally });
  const answer = fields.classes.map(classes => compileAnswer(classes, { locale: 'en', blankAlso: [] }));
  const into = createAnsweredBatch(rulebook.scores.length);
  return cases.map(({ lead, suppressed }, record) => {
    const cells = fields.classes.map(({ field }, index) => {
      const reading = lead[field.name] ?? { kind: 'blank' as const };
      return answer[index]?.({ text: '', plain: false }, reading);
    });
    judgeLead(
      cells.flatMap(cell => cell ?? []),
      suppressed,
      { into, record },
    );
    const { reasons, ...standing } = into.standings[record]?.part ?? { reasons: [] };
    const criteria = into.criteria[record]?.part;
    const groups = into.scores.map(byRecord => byRecord[record]?.part);
    const { grade } = judge.parts;
    const score = into.totals[record]?.part.score ?? Number.NaN;
    const graded = grade.gradeOf(grade.group === undefined ? score : (groups[grade.group]?.points ?? 0));
    const remembered = {
      ...standing,
      criteria: criteria?.criteria,
      frameworks: criteria?.frameworks,
      unknown: criteria?.unknown,
      score,
      groups: groups.map(group => group?.points),
      ...(graded === undefined ? {} : { grade: graded }),
      rulesMet: groups.flatMap(group => group?.rulesMet ?? []),
      reasons: [...reasons, ...groups.flatMap(group => group?.reasons ?? [])],
      invalid: into.invalid[record],
    };
    return { remembered, verdict: judge.verdict(answersOf(judge, lead), { suppressed }) };
  });
}

test('the parts that are remembered make the verdict that is judged anew', () => {
  const cases = fc.array(fc.record({ lead: leads, suppressed: fc.boolean() }), {
    minLength: 2,
    maxLength: 30,
  });
  fc.assert(
    fc.property(rulebooks, cases, (rulebook, list) => {
      for (const { remembered, verdict } of judgeBoth(rulebook, [...list, ...list])) {
        expect(remembered).toEqual(verdict);
      }
    }),
    { numRuns: 300 },
  );
});
