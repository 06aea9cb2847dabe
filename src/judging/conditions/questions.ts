import type { Condition, FieldReference, Test } from '../../model/condition.ts';
import type { Decay, Field, Rulebook, ScoreRule } from '../../model/rulebook.ts';
import { fieldsOfGroup } from '../dependencies.ts';
import { conditionsOfRule, leavesOf } from './leaves.ts';

export type PerRule = Extract<ScoreRule, { readonly kind: 'per' }>;

/** Everything that a rulebook asks of one field. A question's number is its index in its list. */
export interface FieldQuestions {
  readonly field: Field;
  /** The distinct tests on the field and on its parts. */
  readonly tests: readonly { readonly reference: FieldReference; readonly test: Test }[];
  readonly counts: readonly PerRule[];
  readonly decays: readonly Decay[];
}

/** Where a question stands: index of the field, and of the question among the field's own of that sort. */
export interface QuestionPlace {
  readonly field: number;
  readonly question: number;
}

/** All questions of a rulebook, and how to find one again. */
export interface Questions {
  /** The fields that a verdict depends on, in the rulebook's order. */
  readonly fields: readonly FieldQuestions[];
  placeOfTest(reference: FieldReference, test: Test): QuestionPlace;
  placeOfCount(rule: PerRule): QuestionPlace;
  placeOfDecay(decay: Decay): QuestionPlace;
}

/** Walks a rulebook once and numbers what it asks of its fields. */
export function collectQuestions(rulebook: Rulebook): Questions {
  const named = fieldsOfVerdict(rulebook);
  const asked = conditionsOf(rulebook)
    .flatMap(leavesOf)
    .flatMap(leaf => (leaf.kind === 'test' ? [{ reference: leaf.field, test: leaf.test }] : []));
  const distinct = new Map(asked.map(question => [keyOf(question.reference, question.test), question]));
  const counts = rulebook.scores.flatMap(({ rules }) => rules.filter(rule => rule.kind === 'per'));
  const decays = rulebook.scores.flatMap(({ decay }) => (decay === undefined ? [] : [decay]));

  const fields = rulebook.fields
    .filter(field => named.has(field.name))
    .map(field => ({
      field,
      tests: [...distinct.values()].filter(({ reference }) => reference.field === field.name),
      counts: counts.filter(rule => rule.field === field.name),
      decays: decays.filter(decay => decay.since === field.name),
    }));
  const places = new Map<unknown, QuestionPlace>();
  fields.forEach(({ tests, counts, decays }, field) => {
    const keys = tests.map(({ reference, test }) => keyOf(reference, test));
    for (const asking of [keys, counts, decays]) {
      asking.forEach((key: unknown, question) => {
        places.set(key, { field, question });
      });
    }
  });
  const placeOf = (key: unknown): QuestionPlace => places.get(key) ?? UNASKED;
  return {
    fields,
    placeOfTest: (reference, test) => placeOf(keyOf(reference, test)),
    placeOfCount: placeOf,
    placeOfDecay: placeOf,
  };
}

/** A place that no answer stands at: what is asked of a field that the rulebook does not have stays unknown. */
const UNASKED: QuestionPlace = { field: -1, question: -1 };

/**
 * Fields that a criterion, a score rule, a decay, a stage or a dedupe key names, and `source`: those whose
 * invalid cells `qual_issues` names.
 */
function fieldsOfVerdict(rulebook: Rulebook): ReadonlySet<string> {
  const tested = conditionsOf(rulebook)
    .flatMap(leavesOf)
    .flatMap(leaf => (leaf.kind === 'test' ? [leaf.field.field] : []));
  const counted = rulebook.scores.flatMap(fieldsOfGroup);
  const followed = rulebook.stages.flatMap(({ followUp }) => followUp?.from ?? []);
  const compared = rulebook.dedupe?.keys.flat().map(({ field }) => field) ?? [];
  return new Set([...tested, ...counted, ...followed, ...compared, 'source']);
}

function conditionsOf(rulebook: Rulebook): readonly Condition[] {
  return [
    ...rulebook.criteria.map(({ when }) => when),
    ...rulebook.scores.flatMap(({ rules }) => rules.flatMap(conditionsOfRule)),
    ...rulebook.stages.flatMap(({ when }) => when ?? []),
  ];
}

/** Equal for equal tests on the same part of the same field. */
function keyOf(reference: FieldReference, test: Test): string {
  return JSON.stringify([reference.field, reference.part, test]);
}
