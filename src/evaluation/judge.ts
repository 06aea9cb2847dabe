import type { Hundredths } from '../model/condition.ts';
import type { Day } from '../model/lead.ts';
import type { Rulebook, Stage, Standing } from '../model/rulebook.ts';
import type { FrameworkVerdict, Reason, Verdict } from '../model/verdict.ts';
import { compileScore } from './conditions.ts';
import { compileEvaluator, type Evaluator } from './evaluator.ts';
import type { FieldAnswers, FieldJudge } from './field-judge.ts';
import { ALWAYS, compileOutlook, NO_OUTLOOK } from './outlook.ts';
import { compileReasons, reasonsOfGroup } from './reasons.ts';
import type { Situation } from './situation.ts';
import { indexesOf } from './truth.ts';

/** A rulebook ready to judge leads. */
export interface Judge {
  /** The fields that a verdict depends on, in the rulebook's order: `verdict` takes their answers in this order. */
  readonly fields: readonly FieldJudge[];
  /** The same keys of answers give the same verdict, so callers may remember it by them. */
  verdict(answers: readonly FieldAnswers[], options: { readonly suppressed: boolean }): Verdict;
}

/** Compiles a validated rulebook as of a day. */
export function compileRulebook(rulebook: Rulebook, { asOf }: { readonly asOf: Day }): Judge {
  return compileJudge(compileEvaluator(rulebook, { asOf }));
}

/** The judge of an evaluator, for those who need the steps as well as the verdict. */
export function compileJudge(evaluator: Evaluator): Judge {
  const { rulebook, fields } = evaluator;
  const stages = rulebook.stages.map(({ when = ALWAYS }) => ({
    ask: evaluator.ask(when),
    reasons: compileReasons(when, evaluator.ask),
  }));
  const outlook = compileOutlook(evaluator);
  const grade = compileGrade(rulebook);
  const describeAnswers = compileAnswers(rulebook);

  return {
    fields,
    verdict(answers, { suppressed }) {
      const situation = evaluator.situate(answers);
      const taken = suppressed
        ? rulebook.stages.findIndex(({ name }) => name === DISQUALIFIED)
        : stages.findIndex(({ ask }) => ask(situation) === 'met');
      const made = suppressed ? [SUPPRESSED] : (stages[taken]?.reasons(situation) ?? []);
      // V8 is fifty times slower where properties follow a spread.
      return {
        stageIndex: taken,
        suppressed,
        score: situation.total.now,
        groups: situation.groups.map(({ now }) => now.points),
        reasons: [...made, ...reasonsOfScore(rulebook, situation)],
        invalid: fields
          .filter((_, index) => answers[index]?.kind === 'invalid')
          .map(({ field }) => field.name),
        ...describeAnswers(situation),
        ...describeStage(rulebook.stages[taken], suppressed),
        ...(suppressed ? NO_OUTLOOK : outlook(answers, situation, taken)),
        ...grade(situation),
      };
    },
  };
}

const DISQUALIFIED = 'disqualified';
const SUPPRESSED: Reason = { kind: 'suppressed' };

type StagePart = Pick<Verdict, 'stage' | 'standing' | 'route' | 'followUp'>;

/** A suppressed lead is disqualified, whatever else that stage says, and nobody is to follow it up. */
function describeStage(stage: Stage | undefined, suppressed: boolean): StagePart {
  const name = stage?.name ?? DISQUALIFIED;
  const standing: Standing = suppressed ? DISQUALIFIED : (stage?.countsAs ?? DISQUALIFIED);
  return {
    stage: name,
    standing,
    ...(stage?.route === undefined ? {} : { route: stage.route }),
    ...(suppressed || stage?.followUp === undefined ? {} : { followUp: stage.followUp }),
  };
}

/** The highest band whose floor is reached, by the score now. */
function compileGrade(rulebook: Rulebook): (situation: Situation) => Pick<Verdict, 'grade'> {
  const { grades } = rulebook;
  if (grades === undefined) return () => ({});
  const interval = compileScore(grades.score, rulebook);
  return situation => {
    const reached: Hundredths = interval(situation).now;
    const band = grades.bands.find(({ floor }) => reached >= floor);
    return band === undefined ? {} : { grade: band.grade };
  };
}

type AnswerPart = Pick<Verdict, 'frameworks' | 'criteria' | 'rulesMet' | 'unknown'>;

function compileAnswers({ criteria, frameworks }: Rulebook): (situation: Situation) => AnswerPart {
  const numbered = frameworks.map(({ name, criteria: counted }) => ({
    name,
    criteria: counted.map(wanted => ({
      name: wanted,
      at: criteria.findIndex(({ name }) => name === wanted),
    })),
  }));
  const names = criteria.map(({ name }) => name);
  return situation => ({
    frameworks: numbered.map(({ name, criteria: counted }, index): FrameworkVerdict => {
      const answered = counted.map(({ name, at }) => ({ name, answer: situation.criteria[at] ?? 'unknown' }));
      return {
        name,
        answer: situation.frameworks[index] ?? 'unknown',
        met: answered.filter(({ answer }) => answer === 'met').length,
        criteria: answered,
      };
    }),
    criteria: situation.criteria,
    rulesMet: indexesOf(
      'met',
      situation.groups.flatMap(({ rules }) => rules.map(({ answer }) => answer)),
    ),
    unknown: indexesOf('unknown', situation.criteria).map(index => names[index] ?? ''),
  });
}

function reasonsOfScore({ scores }: Rulebook, { groups }: Situation): readonly Reason[] {
  return scores.flatMap((group, index) => {
    const scored = groups[index];
    return scored === undefined ? [] : reasonsOfGroup(group, scored);
  });
}
