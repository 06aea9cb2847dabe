import { type PlainMapping, type Written, written } from '../../yaml/plain-tree.ts';
import { type DraftCriterion, TEST_DAY } from './draft-criteria.ts';
import type { DraftGroup } from './draft-scores.ts';

/** Tests that see every criterion met, unmet and unknown; `best` is the stage of a lead that lacks nothing. */
export function draftTests({
  criteria,
  groups,
  refusals,
  best,
}: {
  readonly criteria: readonly DraftCriterion[];
  readonly groups: readonly DraftGroup[];
  readonly refusals: readonly string[];
  readonly best: string;
}): readonly Written[] {
  const asked = criteria.filter(({ name }) => name !== 'refused');
  const refused = criteria.find(({ name }) => name === 'refused');
  const unmet = Object.assign({}, ...criteria.map(criterion => criterion.unmet)) as PlainMapping;
  const cells = [...asked.map(criterion => criterion.met), ...groups.map(group => group.cells)];
  const met = Object.assign({}, ...cells) as PlainMapping;
  const willing = refused?.unmet ?? {};
  const answers = (answer: string) => Object.fromEntries(asked.map(({ name }) => [name, answer]));
  const no = refused === undefined ? {} : { refused: 'unmet' };
  const tests: readonly PlainMapping[] = [
    {
      name: 'a lead of whom nothing is known can still be anything',
      lead: {},
      expect: { stage: 'lead', unknown: criteria.map(({ name }) => name) },
    },
    ...(criteria.length === 0
      ? []
      : [
          {
            name: 'the best lead there can be',
            lead: { ...willing, ...met },
            expect: { stage: best, criteria: { ...answers('met'), ...no } },
          },
          {
            name: 'a lead that meets nothing',
            lead: unmet,
            expect: { stage: 'lead', criteria: { ...answers('unmet'), ...no } },
          },
        ]),
    ...(refused === undefined
      ? []
      : [
          {
            name: 'whoever refused is left alone',
            lead: { ...met, ...refused.met },
            expect: { stage: 'disqualified', criteria: { refused: 'met' } },
          },
        ]),
    ...refusals.slice(0, 1).map(name => ({
      name: 'a refusal that cannot be read keeps the best lead back',
      lead: { ...willing, ...met, [name]: 'perhaps' },
      expect: { stage: 'review', issues: [`${name}:invalid`] },
    })),
  ];
  return tests.map(({ name, ...rest }) => written({ name, as_of: TEST_DAY, ...rest }));
}
