import type { Criterion, ScoreRule } from '../../../model/rulebook.ts';
import { formatHundredths } from '../../../values/decimal.ts';
import { createNormalForms, type FormOf } from '../written/normal-form.ts';
import { lineOf, placeUnder, type WrittenRule, writtenRules } from '../written/written-rules.ts';
import type { Check, CheckedRulebook, Finding } from './check.ts';

/** Score rules of one group, criteria or stages that ask the same; an entry of `first` that does is `dead-weight`. */
export const duplicateRule: Check = {
  code: 'duplicate-rule',
  find: checked => {
    const formOf = createNormalForms(checked.rulebook);
    const rules = writtenRules(checked);
    return [
      ...criteriaTwice(checked, formOf),
      ...checked.rulebook.scores.flatMap(group =>
        rulesTwice(
          rules.filter(written => written.group === group),
          formOf,
        ),
      ),
      ...stagesTwice(checked, formOf),
    ];
  },
};

interface Pair<T> {
  readonly first: T;
  readonly again: T;
}

/** Each item whose form an earlier one has, beside the first of them. */
function repeats<T>(
  items: readonly T[],
  formOf: (item: T) => string | number | undefined,
): readonly Pair<T>[] {
  const firsts = new Map<string | number, T>();
  return items.flatMap(again => {
    const form = formOf(again);
    const first = form === undefined ? undefined : firsts.get(form);
    if (form !== undefined && first === undefined) firsts.set(form, again);
    return first === undefined ? [] : [{ first, again }];
  });
}

function criteriaTwice({ rulebook, file }: CheckedRulebook, formOf: FormOf): readonly Finding[] {
  // Another name for a criterion, or another answer to the unknown, is no copy.
  const isOwn = ({ when }: Criterion) => when.kind !== 'criterion';
  const pairs = repeats(rulebook.criteria.filter(isOwn), ({ when, unknown }) => `${formOf(when)} ${unknown}`);
  return pairs.map(({ first, again }) => {
    const inBase = again.place?.file !== file;
    const [own, other] = inBase ? [first, again] : [again, first];
    return {
      message: `the criterion \`${own.name}\` has the same condition as \`${other.name}\` ${lineOf(other.place, own.place)}`,
      fix: `ask for \`criterion: ${other.name}\` and remove this one, or change its \`when\``,
      place: own.place,
    };
  });
}

function rulesTwice(rules: readonly WrittenRule[], formOf: FormOf): readonly Finding[] {
  return repeats(rules, ({ rule }) => formOfRule(rule, formOf)).map(({ first, again }) => {
    const place = placeUnder(again.tree, 'id');
    const points = sumOf(first.rule, again.rule);
    const together = points === undefined ? '' : `, or give one of them the points of both, ${points}`;
    return {
      message: `the rule \`${again.rule.id}\` of \`${again.group.name}\` has the same condition as \`${first.rule.id}\` ${lineOf(placeUnder(first.tree, 'id'), place)}: the same leads get the points of both`,
      fix: `remove one of them${together}`,
      place,
    };
  });
}

function formOfRule(rule: ScoreRule, formOf: FormOf): string {
  if (rule.kind === 'per') return `per ${rule.field} ${rule.points} ${rule.max}`;
  const conditions = rule.kind === 'when' ? [rule.when] : rule.entries.map(({ when }) => when);
  return `when ${conditions.map(formOf).join(' ')}`;
}

function sumOf(one: ScoreRule, other: ScoreRule): string | undefined {
  return one.kind === 'when' && other.kind === 'when'
    ? formatHundredths(one.points + other.points)
    : undefined;
}

function stagesTwice({ rulebook }: CheckedRulebook, formOf: FormOf): readonly Finding[] {
  return repeats(rulebook.stages, ({ when }) => when && formOf(when)).map(({ first, again }) => ({
    message: `the stage \`${again.name}\` has the same condition as \`${first.name}\` ${lineOf(first.place, again.place)}, which takes every such lead first`,
    fix: 'remove it, or change its `when`',
    place: again.place,
  }));
}
