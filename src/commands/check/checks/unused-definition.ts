import { BUILT_IN_SETS } from '../../../language/built-in-sets.ts';
import { SOURCE } from '../../../language/field-types/fields.ts';
import { TOTAL } from '../../../language/operators/score-tests.ts';
import type { Field, Rulebook } from '../../../model/rulebook.ts';
import { entryOf } from '../../../yaml/tree.ts';
import { allConditions, referencesOf } from '../written/references.ts';
import { entriesIn, literalsOf, setsOf, writtenTests } from '../written/written-conditions.ts';
import { lineOf } from '../written/written-rules.ts';
import type { Check, CheckedRulebook, Finding } from './check.ts';

/** What the program itself looks at, and what tells people which lead they have before them. */
const READ_ANYWAY: ReadonlySet<string> = new Set([SOURCE, 'created', 'company', 'first_name', 'last_name']);

/** Sets, fields, criteria, frameworks and score groups that nothing in the rulebook uses. */
export const unusedDefinition: Check = {
  code: 'unused-definition',
  find: checked => {
    const { rulebook } = checked;
    const used = findUses(rulebook);
    const unused = <T extends { readonly name: string }>(all: readonly T[], names: ReadonlySet<string>) =>
      all.filter(({ name }) => !names.has(name));
    return [
      ...unusedSets(checked),
      ...unused(rulebook.fields, used.fields)
        .filter(field => !isReadAnyway(field, rulebook))
        .map(({ name, place }) => ({
          message: `nothing uses the field \`${name}\``,
          fix: 'name it in a condition, a score rule or a key of `dedupe`, or remove it',
          place,
        })),
      ...unused(rulebook.criteria, used.criteria).map(({ name, place }) => ({
        message: `no stage, framework, score rule or criterion asks for the criterion \`${name}\``,
        fix: `ask for it with \`criterion: ${name}\`, or remove it`,
        place,
      })),
      ...unused(rulebook.frameworks, used.frameworks).map(({ name, place }) => ({
        message: `no stage asks for the framework \`${name}\`, so it decides nothing`,
        fix: `add \`framework: ${name}\` to the \`when\` of a stage, or remove it`,
        place,
      })),
      ...unused(rulebook.scores, used.scores).map(({ name, place }) => ({
        message: `neither a stage nor \`grades\` asks for the score \`${name}\` or for \`${TOTAL}\`, so its points decide nothing`,
        fix: `add a test such as \`score: { ${name}: { gte: 30 } }\` to a stage, or remove the group`,
        place,
      })),
    ];
  },
};

interface Uses {
  readonly fields: ReadonlySet<string>;
  readonly criteria: ReadonlySet<string>;
  readonly frameworks: ReadonlySet<string>;
  readonly scores: ReadonlySet<string>;
}

function findUses(rulebook: Rulebook): Uses {
  const fields = new Set(fieldsBesideConditions(rulebook));
  const criteria = new Set(
    rulebook.frameworks.flatMap(framework => [...framework.criteria, ...framework.require]),
  );
  const frameworks = new Set<string>();
  const scores = new Set(rulebook.grades === undefined ? [] : [rulebook.grades.score]);
  for (const reference of allConditions(rulebook).flatMap(referencesOf)) {
    if (reference.kind === 'test') fields.add(reference.field.field);
    else if (reference.kind === 'criterion') criteria.add(reference.name);
    else if (reference.kind === 'framework') frameworks.add(reference.name);
    else scores.add(reference.score);
  }
  if (scores.has(TOTAL)) for (const { name } of rulebook.scores) scores.add(name);
  return { fields, criteria, frameworks, scores };
}

function fieldsBesideConditions({ scores, stages, dedupe, suppress }: Rulebook): readonly string[] {
  return [
    ...scores.flatMap(({ decay, rules }) => [
      ...(decay === undefined ? [] : [decay.since]),
      ...rules.flatMap(rule => (rule.kind === 'per' ? [rule.field] : [])),
    ]),
    ...stages.flatMap(({ followUp }) => followUp?.from ?? []),
    ...(dedupe?.keys.flat() ?? []).map(({ field }) => field),
    ...(suppress?.keys ?? []).map(({ field }) => field),
  ];
}

/** Without `suppress`, every address and phone number is looked up on --suppress lists; a required field stops lists. */
function isReadAnyway({ name, type, required }: Field, { suppress }: Rulebook): boolean {
  const lookedUp = suppress === undefined && (type === 'email' || type === 'phone');
  return required || lookedUp || READ_ANYWAY.has(name);
}

function unusedSets({ rulebook, document }: CheckedRulebook): readonly Finding[] {
  const tests = writtenTests({ rulebook, document });
  const used = new Set([...Object.keys(BUILT_IN_SETS), ...tests.flatMap(setsOf)]);
  const literals = tests.flatMap(test => literalsOf(test, document)).filter(({ use }) => use === undefined);
  return entriesIn(entryOf(document, 'sets')?.node)
    .filter(({ key }) => !used.has(key))
    .map(({ key, keyPlace: place }) => {
      const meant = literals.find(({ token }) => token.text === key)?.token.place;
      const fix =
        meant === undefined
          ? `write \`$${key}\` where its values are meant, or remove it`
          : `did you mean \`$${key}\` ${lineOf(meant, place)}, where \`${key}\` stands as a value?`;
      return { message: `nothing uses the set \`${key}\``, fix, place };
    });
}
