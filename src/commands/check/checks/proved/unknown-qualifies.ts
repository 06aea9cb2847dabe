import { leavesOf } from '../../../../judging/conditions/leaves.ts';
import { compileEvaluator } from '../../../../judging/evaluator.ts';
import { compileJudge } from '../../../../judging/judge.ts';
import { operatorOf } from '../../../../judging/operators/operators.ts';
import type { Reading } from '../../../../model/lead.ts';
import type { Field, Rulebook, Standing } from '../../../../model/rulebook.ts';
import { quoted } from '../../../../yaml/shape.ts';
import type { Check, CheckedRulebook, Finding } from '../check.ts';
import { rootsOf } from './roots.ts';
import { listed } from './say.ts';
import { whyMet } from './why-met.ts';

const QUALIFIED: ReadonlySet<Standing> = new Set(['prospect', 'MQL', 'SQL']);
const BLANK: Reading = { kind: 'blank' };
const INVALID: Reading = { kind: 'invalid', reason: '' };
/** Fields asked whether they are blank or invalid: each more doubles the leads that are judged. */
const MOST_ASKED = 6;

/** Stages that count as qualified and that a lead gets of which nothing at all is known. */
export const unknownQualifies: Check = {
  code: 'unknown-qualifies',
  find: checked => {
    const { rulebook, today } = checked;
    const evaluator = compileEvaluator(rulebook, { asOf: today });
    const judge = compileJudge(evaluator);
    const found = new Map<number, Finding>();
    for (const invalid of invalidFields(rulebook)) {
      const answers = judge.fields.map(({ field, answer }) =>
        answer(invalid.has(field.name) ? INVALID : BLANK),
      );
      const { stageIndex, standing } = judge.verdict(answers, { suppressed: false });
      if (!QUALIFIED.has(standing) || found.has(stageIndex)) continue;
      const of = { evaluator, situation: evaluator.situate(answers) };
      found.set(stageIndex, describe(stageIndex, { checked, invalid, of }));
    }
    return [...found.values()];
  },
};

/** Which fields of a lead without any value are invalid, the others being blank: none, all, and all choices of few. */
function invalidFields(rulebook: Rulebook): readonly ReadonlySet<string>[] {
  const asked = new Set(
    rootsOf(rulebook)
      .flatMap(leavesOf)
      .flatMap(leaf => (leaf.kind === 'test' && operatorOf(leaf.test).alwaysKnown ? [leaf.field.field] : [])),
  );
  const names = rulebook.fields
    .filter(field => asked.has(field.name) && canBeInvalid(field))
    .map(({ name }) => name);
  if (names.length > MOST_ASKED) return [new Set(), new Set(names)];
  return names.reduce<readonly ReadonlySet<string>[]>(
    (choices, name) => choices.flatMap(choice => [choice, new Set([...choice, name])]),
    [new Set()],
  );
}

/** Every text is a valid text where no domain says otherwise. */
function canBeInvalid(field: Field): boolean {
  return field.type !== 'text' || field.values !== undefined;
}

interface Witness {
  readonly checked: CheckedRulebook;
  readonly invalid: ReadonlySet<string>;
  readonly of: Parameters<typeof whyMet>[1]['of'];
}

function describe(index: number, { checked, invalid, of }: Witness): Finding {
  const { rulebook, document, file } = checked;
  const stage = rulebook.stages[index];
  const lead =
    invalid.size === 0
      ? 'a lead of which nothing is known'
      : `a lead of which nothing is known, ${listed([...invalid].map(quoted))} being invalid,`;
  const name = quoted(stage?.name ?? '');
  if (stage?.when === undefined) {
    return {
      message: `${lead} is ${name}: the last stage takes every lead that is left`,
      fix: 'end with a stage that counts as lead, such as `- { stage: lead }`, and give this one a `when`',
      place: stage?.place,
    };
  }
  const causes = whyMet(stage.when, { rulebook, document, of });
  const own = causes.find(({ place }) => place?.file === file);
  return {
    message: `${lead} is ${name}: ${listed([...new Set(causes.map(({ because }) => because))])}`,
    fix: causes[0]?.fix ?? 'ask for something that must be known as well',
    place: own?.place ?? stage.place,
  };
}
