import { compileTest } from '../../../judging/operators/operators.ts';
import type { Range } from '../../../judging/score-range.ts';
import type { Answer, Condition } from '../../../model/condition.ts';
import type { Reading } from '../../../model/lead.ts';
import type { Criterion, Field, Framework, Rulebook, ScoreGroup } from '../../../model/rulebook.ts';
import type { Answers } from './possible-answers.ts';

export type TestLeaf = Extract<Condition, { readonly kind: 'test' }>;
export type ScoreLeaf = Extract<Condition, { readonly kind: 'score' }>;

/** Proofs hold as of every day: relative tests are asked about ages, which are days before this one. */
export const ANY_DAY = 0;

/** The leaves that conditions come down to. */
export interface Asked {
  /** Equal tests once. */
  readonly tests: readonly TestLeaf[];
  readonly scores: readonly ScoreLeaf[];
}

/** A rulebook as proofs look things up in it. */
export interface Ground {
  readonly rulebook: Rulebook;
  readonly fields: ReadonlyMap<string, Field>;
  readonly criteria: ReadonlyMap<string, Criterion>;
  readonly frameworks: ReadonlyMap<string, Framework>;
  readonly groups: ReadonlyMap<string, ScoreGroup>;
  /** The same number for equal tests on the same part of the same field. */
  readonly idOf: (leaf: TestLeaf) => number;
  /** What conditions ask, as it was found before. */
  readonly asked: WeakMap<Condition, Asked>;
  /** The states of fields that were found for the same tests before. */
  readonly states: Map<string, readonly FieldState[] | undefined>;
  /** A test as of `ANY_DAY`. */
  readonly askOf: (leaf: TestLeaf) => (reading: Reading) => Answer;
}

/** What one field of a lead may be, as far as some tests on it tell. */
export interface FieldState {
  /** By the numbers of the tests. */
  readonly answers: ReadonlyMap<number, Answers>;
  /** Whether the field has a value. */
  readonly known: boolean;
  /** Of a number field with a value: where that value is. */
  readonly value?: Range;
}

/** What is asked of one field. */
export interface AskedField {
  readonly field: Field;
  readonly tests: readonly TestLeaf[];
  /** Whether a score counts by its number. */
  readonly counted: boolean;
}

export function groundOf(rulebook: Rulebook): Ground {
  const byName = <T extends { readonly name: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
    new Map(list.map(each => [each.name, each]));
  const ids = new Map<string, number>();
  const known = new WeakMap<TestLeaf, number>();
  const asks = new Map<number, (reading: Reading) => Answer>();
  const idOf = (leaf: TestLeaf): number => {
    const found = known.get(leaf);
    if (found !== undefined) return found;
    const key = JSON.stringify([leaf.field.field, leaf.field.part, leaf.test]);
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    known.set(leaf, id);
    return id;
  };
  return {
    rulebook,
    fields: byName(rulebook.fields),
    criteria: byName(rulebook.criteria),
    frameworks: byName(rulebook.frameworks),
    groups: byName(rulebook.scores),
    idOf,
    asked: new WeakMap(),
    states: new Map(),
    askOf(leaf) {
      const id = idOf(leaf);
      const ask = asks.get(id) ?? compileTest(leaf.test, { asOf: ANY_DAY });
      asks.set(id, ask);
      return ask;
    },
  };
}
