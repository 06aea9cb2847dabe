import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BITS } from '../../../../src/commands/check/proof/possible-answers.ts';
import { proverOf } from '../../../../src/commands/check/proof/prover.ts';
import { compileEvaluator } from '../../../../src/judging/evaluator.ts';
import type { Answer } from '../../../../src/model/condition.ts';
import { AS_OF } from '../../../judging/arbitrary.ts';
import { answersOf } from '../../../judging/judged.ts';
import { cases, conditionsOf } from './arbitrary-claims.ts';

const ANSWERS: readonly Answer[] = ['met', 'unmet', 'unknown'];
const RUNS = 150;

describe('what is proved of every lead holds for random leads', () => {
  it('never: no lead gets an answer that was ruled out', () => {
    const proofs: Record<Answer, number> = { met: 0, unmet: 0, unknown: 0 };
    fc.assert(
      fc.property(cases, ({ rulebook, list }) => {
        const prover = proverOf(rulebook);
        const evaluator = compileEvaluator(rulebook, { asOf: AS_OF });
        const situations = list.map(lead => evaluator.situate(answersOf(evaluator, lead)));
        for (const condition of conditionsOf(rulebook)) {
          const got = new Set(situations.map(evaluator.ask(condition)));
          for (const answer of ANSWERS) {
            if (!prover.never(condition, BITS[answer])) continue;
            proofs[answer]++;
            expect([...got], JSON.stringify(condition)).not.toContain(answer);
          }
        }
      }),
      { numRuns: RUNS },
    );
    for (const answer of ANSWERS) expect(proofs[answer]).toBeGreaterThan(RUNS / 10);
  });

  it('implies and same: no lead meets the one without the other', () => {
    let [implied, equal] = [0, 0];
    fc.assert(
      fc.property(cases, ({ rulebook, list }) => {
        const prover = proverOf(rulebook);
        const evaluator = compileEvaluator(rulebook, { asOf: AS_OF });
        const situations = list.map(lead => evaluator.situate(answersOf(evaluator, lead)));
        const conditions = conditionsOf(rulebook).slice(-12);
        for (const one of conditions) {
          for (const other of conditions) {
            if (one === other) continue;
            const [ask, askOther] = [evaluator.ask(one), evaluator.ask(other)];
            if (prover.implies(one, other)) {
              implied++;
              expect(situations.filter(at => ask(at) === 'met' && askOther(at) !== 'met')).toEqual([]);
            }
            if (prover.same(one, other)) {
              equal++;
              expect(situations.map(ask)).toEqual(situations.map(askOther));
            }
          }
        }
      }),
      { numRuns: RUNS },
    );
    expect(implied).toBeGreaterThan(RUNS);
    expect(equal).toBeGreaterThan(RUNS / 10);
  });

  it('ranges hold every score, now and at best', () => {
    fc.assert(
      fc.property(cases, ({ rulebook, list }) => {
        const { rangeOf } = proverOf(rulebook);
        const evaluator = compileEvaluator(rulebook, { asOf: AS_OF });
        for (const lead of list) {
          const { groups, total } = evaluator.situate(answersOf(evaluator, lead));
          const scores = rulebook.scores.map(({ name }, index) => ({
            name,
            now: groups[index]?.now.points ?? 0,
            best: groups[index]?.best.points ?? 0,
          }));
          for (const { name, now, best } of [...scores, { name: 'total', ...total }]) {
            const range = rangeOf(name);
            expect(now).toBeGreaterThanOrEqual(range.now.low);
            expect(now).toBeLessThanOrEqual(range.now.high);
            expect(best).toBeGreaterThanOrEqual(range.best.low);
            expect(best).toBeLessThanOrEqual(range.best.high);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });
});
