import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/model/condition.ts';
import type { Criterion, Framework } from '../../src/model/rulebook.ts';
import { BASE_FIELD, bookOf } from './arbitrary.ts';
import { ask, BLANK, value } from './judged.ts';

const NAMES = ['budget', 'authority', 'need', 'timing'];
const ANSWERS: readonly Answer[] = ['met', 'unmet', 'unknown'];

const ALL = ANSWERS.flatMap(a => ANSWERS.flatMap(b => ANSWERS.flatMap(c => ANSWERS.map(d => [a, b, c, d]))));

const RULEBOOK = {
  fields: NAMES.map(name => ({ ...BASE_FIELD, name, type: 'boolean', true: [], false: [] }) as const),
  criteria: NAMES.map(
    (name): Criterion => ({
      name,
      when: { kind: 'test', field: { field: name }, test: { operator: 'in', values: [true] } },
    }),
  ),
};

function evaluate(bant: Framework, answers: readonly Answer[]): Answer {
  const lead = Object.fromEntries(
    NAMES.map((name, index) => [
      name,
      answers[index] === 'unknown' ? BLANK : value(answers[index] === 'met'),
    ]),
  );
  return ask({ kind: 'framework', name: 'bant' }, lead, bookOf({ ...RULEBOOK, frameworks: [bant] }));
}

/** What is left open when every unknown is filled in both ways. */
function fillIn({ pass, require }: Framework, answers: readonly Answer[]): Answer {
  const outcomes = new Set<boolean>();
  for (let bits = 0; bits < 16; bits += 1) {
    const met = answers.map((answer, index) =>
      answer === 'unknown' ? (bits >> index) % 2 === 1 : answer === 'met',
    );
    const required = require.every(name => met[NAMES.indexOf(name)]);
    outcomes.add(required && met.filter(Boolean).length >= pass);
  }
  if (outcomes.size === 2) return 'unknown';
  return outcomes.has(true) ? 'met' : 'unmet';
}

describe.each([
  [{ name: 'bant', criteria: NAMES, pass: 3, require: [] }],
  [{ name: 'bant', criteria: NAMES, pass: 3, require: ['need'] }],
  [{ name: 'bant', criteria: NAMES, pass: 2, require: ['budget', 'timing'] }],
])('BANT as %j', bant => {
  it('has all 81 combinations of answers', () => {
    expect(ALL).toHaveLength(81);
  });

  it.each(ALL)('of %s, %s, %s, %s is what filling in the unknowns leaves open', (...answers) => {
    const filled = fillIn(bant, answers);
    expect(evaluate(bant, answers)).toBe(filled);
  });
});

describe('a criterion', () => {
  const settled = (unknown: 'met' | 'unmet'): Answer =>
    ask(
      { kind: 'criterion', name: 'late' },
      { seen: BLANK },
      {
        criteria: [
          {
            name: 'late',
            when: { kind: 'test', field: { field: 'seen' }, test: { operator: 'older_than_days', days: 3 } },
            unknown,
          },
        ],
      },
    );

  it('may settle its own unknowns', () => {
    expect(settled('met')).toBe('met');
    expect(settled('unmet')).toBe('unmet');
  });

  it('may ask one that comes later in the rulebook', () => {
    const criteria: readonly Criterion[] = [
      { name: 'first', when: { kind: 'not', of: { kind: 'criterion', name: 'second' } } },
      {
        name: 'second',
        when: { kind: 'test', field: { field: 'opted_in' }, test: { operator: 'in', values: [true] } },
      },
    ];
    expect(ask({ kind: 'criterion', name: 'first' }, { opted_in: value(false) }, { criteria })).toBe('met');
  });
});
