import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexesOf } from '../../../src/judging/conditions/truth.ts';
import { compileEvaluator } from '../../../src/judging/evaluator.ts';
import { compileJudge } from '../../../src/judging/judge.ts';
import { ALWAYS } from '../../../src/judging/parts/outlook.ts';
import { AS_OF, leads, rulebooks } from '../arbitrary.ts';
import { answersOf } from '../judged.ts';

/** The parts put situations together from what they remember; `situate` works each of them out from the answers. */
test('a standing is what the situations as a whole say', () => {
  fc.assert(
    fc.property(rulebooks, leads, (rulebook, lead) => {
      const evaluator = compileEvaluator(rulebook, { asOf: AS_OF });
      const answers = answersOf(evaluator, lead);
      const verdict = compileJudge(evaluator).verdict(answers, { suppressed: false });
      const stages = rulebook.stages.map(({ when = ALWAYS }) => evaluator.ask(when));
      const situation = evaluator.situate(answers);
      expect(verdict.stageIndex).toBe(stages.findIndex(ask => ask(situation) === 'met'));
      expect(verdict.criteria).toEqual(situation.criteria);
      expect(verdict.groups).toEqual(situation.groups.map(({ now }) => now.points));
      expect(verdict.score).toBe(situation.total.now);
      if (verdict.couldBe === undefined) return;
      const ask = stages[verdict.couldBe];
      const decisive = indexesOf('unknown', situation.criteria).filter(
        index => ask?.(evaluator.situate(answers, index)) === 'met',
      );
      expect(verdict.decidedBy).toEqual(decisive);
    }),
    { numRuns: 1000 },
  );
});

test('a part depends on nothing but the fields that it names', () => {
  fc.assert(
    fc.property(rulebooks, leads, leads, (rulebook, lead, other) => {
      const { fields, parts } = compileJudge(compileEvaluator(rulebook, { asOf: AS_OF }));
      const own = answersOf({ fields }, lead);
      const foreign = answersOf({ fields }, other);
      for (const part of [parts.criteria, ...parts.groups]) {
        const mixed = own.map((answer, index) => (part.fields.includes(index) ? answer : foreign[index]));
        expect(part.judge(mixed.flatMap(answer => answer ?? []))).toEqual(part.judge(own));
      }
    }),
    { numRuns: 500 },
  );
});
