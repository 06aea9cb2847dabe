import fc from 'fast-check';
import type { Comparison, Condition } from '../../src/model/condition.ts';
import type {
  Criterion,
  Framework,
  Rulebook,
  ScoreGroup,
  ScoreRule,
  Stage,
} from '../../src/model/rulebook.ts';
import { conditionsOver, FIELDS, stateLeaves, valueLeaves } from './arbitrary-conditions.ts';

/** Random rulebooks over the fields of random leads. */

export * from './arbitrary-conditions.ts';

/** Tests, and more often what else a condition may name, since that is where meanings meet. */
function leavesWith(...others: readonly fc.Arbitrary<Condition>[]): fc.Arbitrary<Condition> {
  return fc.oneof(
    { weight: 4, arbitrary: valueLeaves },
    { weight: 1, arbitrary: stateLeaves },
    ...others.map(arbitrary => ({ weight: 3, arbitrary })),
  );
}

function namesOf(
  kind: 'criterion' | 'framework',
  names: readonly string[],
): readonly fc.Arbitrary<Condition>[] {
  return names.length === 0 ? [] : [fc.constantFrom(...names).map((name): Condition => ({ kind, name }))];
}

/** Criteria that ask only those numbered below them, in any order. */
const criteria: fc.Arbitrary<readonly Criterion[]> = fc.constantFrom(0, 2, 3, 4, 4).chain(count => {
  const names = Array.from({ length: count }, (_, index) => `c${index}`);
  const each = names.map((name, index) => {
    const when = conditionsOver(leavesWith(...namesOf('criterion', names.slice(0, index))));
    const settled = fc.record({ unknown: fc.constantFrom('met' as const, 'unmet' as const) });
    const asked = fc.record({ ask: fc.constant(`What of ${name}?`) });
    const nothing = fc.constant({});
    return fc
      .tuple(
        when,
        fc.oneof({ weight: 4, arbitrary: nothing }, { weight: 1, arbitrary: settled }),
        fc.oneof({ weight: 1, arbitrary: nothing }, { weight: 2, arbitrary: asked }),
      )
      .map(([condition, unknown, ask]): Criterion => ({ name, when: condition, ...unknown, ...ask }));
  });
  return fc.tuple(...each).chain(list => fc.shuffledSubarray(list, { minLength: count }));
});

function frameworksOf(names: readonly string[]): fc.Arbitrary<readonly Framework[]> {
  if (names.length === 0) return fc.constant([]);
  const one = fc.shuffledSubarray([...names], { minLength: 1 }).chain(counted =>
    fc.record({
      name: fc.constant('bant'),
      criteria: fc.constant(counted),
      pass: fc.integer({ min: 1, max: counted.length }),
      require: fc.subarray(counted),
    }),
  );
  return fc.array(one, { maxLength: 1 });
}

const points = fc.integer({ min: -4_000, max: 4_000 });

function rulesOf(conditions: fc.Arbitrary<Condition>): fc.Arbitrary<readonly ScoreRule[]> {
  const entry = fc.record({ when: conditions, points });
  const rule = fc.oneof(
    entry.map(({ when, points }) => ({ kind: 'when' as const, when, points })),
    fc.array(entry, { minLength: 1, maxLength: 3 }).map(entries => ({ kind: 'first' as const, entries })),
    fc.record(
      {
        kind: fc.constant('per' as const),
        field: fc.constant('clicks'),
        points: fc.constantFrom('3', '0.25', '0.0333'),
        max: fc.integer({ min: 1, max: 3_000 }),
      },
      { requiredKeys: ['kind', 'field', 'points'] },
    ),
  );
  return fc
    .array(rule, { minLength: 1, maxLength: 4 })
    .map(rules => rules.map((each, index): ScoreRule => ({ ...each, id: `r${index}` })));
}

function scoresOf(conditions: fc.Arbitrary<Condition>): fc.Arbitrary<readonly ScoreGroup[]> {
  const group = fc.record(
    {
      rules: rulesOf(conditions),
      min: fc.integer({ min: -3_000, max: 500 }),
      max: fc.integer({ min: 500, max: 6_000 }),
      decay: fc.record(
        {
          since: fc.constant('seen'),
          keep: fc.constantFrom(
            [{ days: 30, percent: 0 }],
            [
              { days: 7, percent: 66.67 },
              { days: 90, percent: 12.5 },
            ],
          ),
          unknown: fc.constantFrom(0, 33.33, 100),
        },
        { requiredKeys: ['since', 'keep'] },
      ),
    },
    { requiredKeys: ['rules'] },
  );
  return fc
    .array(group, { maxLength: 2 })
    .map(groups => groups.map((each, index): ScoreGroup => ({ ...each, name: `g${index}` })));
}

function scoreTests(groups: readonly ScoreGroup[]): fc.Arbitrary<Condition> {
  return fc.record({
    kind: fc.constant('score' as const),
    score: fc.constantFrom('total', ...groups.map(({ name }) => name)),
    comparison: fc.constantFrom<Comparison>('gte', 'gt', 'lte', 'lt'),
    threshold: fc.integer({ min: -1_000, max: 6_000 }),
  });
}

function stagesOf(conditions: fc.Arbitrary<Condition>): fc.Arbitrary<readonly Stage[]> {
  const stage = (name: Stage['countsAs']): fc.Arbitrary<Stage> =>
    fc.record({ name: fc.constant(name), countsAs: fc.constant(name), when: conditions });
  return fc
    .tuple(
      fc.shuffledSubarray(['disqualified', 'SQL', 'MQL', 'prospect'] as const),
      fc.tuple(stage('disqualified'), stage('SQL'), stage('MQL'), stage('prospect')),
    )
    .map(([order, stages]) => [
      ...order.flatMap(name => stages.filter(candidate => candidate.name === name)),
      { name: 'lead', countsAs: 'lead' },
    ]);
}

/** Valid rulebooks: names are defined, criteria go round in no circle, the last stage has no condition. */
export const rulebooks: fc.Arbitrary<Rulebook> = criteria.chain(asked => {
  const names = asked.map(({ name }) => name);
  const conditions = conditionsOver(leavesWith(...namesOf('criterion', names)));
  return fc.tuple(frameworksOf(names), scoresOf(conditions)).chain(([frameworks, scores]) => {
    const all = leavesWith(
      ...namesOf('criterion', names),
      ...namesOf(
        'framework',
        frameworks.map(({ name }) => name),
      ),
      scoreTests(scores),
      scoreTests(scores),
    );
    return stagesOf(conditionsOver(all)).map(stages =>
      bookOf({ criteria: asked, frameworks, scores, stages }),
    );
  });
});

/** A rulebook over `FIELDS` with what a test is about, and nothing else. */
export function bookOf(parts: Partial<Rulebook>): Rulebook {
  return {
    name: 'random',
    version: 1,
    locale: 'en',
    blankAlso: [],
    sets: {},
    fields: FIELDS,
    criteria: [],
    frameworks: [],
    scores: [],
    stages: [{ name: 'lead', countsAs: 'lead' }],
    tests: [],
    ...parts,
  };
}
