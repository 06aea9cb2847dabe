import { compileScore } from '../../../../judging/conditions/conditions.ts';
import { partsOf } from '../../../../judging/conditions/leaves.ts';
import type { Case } from '../../../../language/words/explain-tests.ts';
import type { Answer, Condition } from '../../../../model/condition.ts';
import type { Place } from '../../../../model/diagnostic.ts';
import type { Rulebook } from '../../../../model/rulebook.ts';
import { quoted } from '../../../../yaml/shape.ts';
import type { Tree } from '../../../../yaml/tree.ts';
import { placeAt } from './document-places.ts';
import { say } from './say.ts';
import { sayPoints } from './score-words.ts';

/** Why a condition has its answer for a lead without a single value. */
export interface Cause {
  readonly because: string;
  readonly fix: string;
  readonly place: Place | undefined;
}

interface Context {
  readonly rulebook: Rulebook;
  readonly document: Tree;
  readonly of: Case;
}

const ASK_MORE = 'ask for something that must be known as well';

/** What makes a condition met, or unmet, though nothing is known: tests of states, settled criteria, scores. */
export function whyMet(condition: Condition, context: Context): readonly Cause[] {
  const { of, rulebook } = context;
  const answer = answerTo(condition, of);
  switch (condition.kind) {
    case 'test':
      return [{ because: `${say(condition, rulebook)} is ${answer}`, fix: ASK_MORE, place: condition.place }];
    case 'not':
      return whyMet(condition.of, context);
    case 'criterion':
      return whyCriterion(condition.name, context);
    case 'framework': {
      const framework = rulebook.frameworks.find(({ name }) => name === condition.name);
      const names = [...(framework?.criteria ?? []), ...(framework?.require ?? [])];
      return [...new Set(names)]
        .filter(name => answerTo({ kind: 'criterion', name }, of) === answer)
        .flatMap(name => whyCriterion(name, context));
    }
    case 'score': {
      const { now, best } = compileScore(condition.score, rulebook)(of.situation);
      const score = now === best ? sayPoints(now) : `${sayPoints(now)} to ${sayPoints(best)}`;
      const because = `${quoted(condition.score)} is then ${score}, for which ${say(condition, rulebook)} is ${answer}`;
      return [{ because, fix: ASK_MORE, place: condition.place }];
    }
    default: {
      const decisive = partsOf(condition).filter(part => answerTo(part, of) === answer);
      // One part is enough for `any` to be met, and for `all` to be unmet.
      const enough = (condition.kind === 'any') === (answer === 'met') && condition.kind !== 'at_least';
      return (enough ? decisive.slice(0, 1) : decisive).flatMap(part => whyMet(part, context));
    }
  }
}

function answerTo(condition: Condition, { evaluator, situation }: Case): Answer {
  return evaluator.ask(condition)(situation);
}

function whyCriterion(name: string, context: Context): readonly Cause[] {
  const { rulebook, document, of } = context;
  const criterion = rulebook.criteria.find(each => each.name === name);
  if (criterion === undefined) return [];
  if (answerTo(criterion.when, of) !== 'unknown') return whyMet(criterion.when, context);
  return [
    {
      because: `${quoted(name)} counts as ${criterion.unknown ?? 'unknown'} where it is unknown`,
      fix: `remove \`unknown: ${criterion.unknown}\`, or ${ASK_MORE}`,
      place: placeAt(document, ['criteria', name, 'unknown']) ?? criterion.place,
    },
  ];
}
