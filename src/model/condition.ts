import type { Place } from './diagnostic.ts';

/** A point count in hundredths of a point, always an integer (or an infinity at the open end of an interval). */
export type Hundredths = number;

/** The outcome of a test, a condition, a criterion or a framework, in strong Kleene logic. */
export type Answer = 'met' | 'unmet' | 'unknown';

/** A field (`employees`) or a part of one (`email.domain`, `website.domain`). */
export interface FieldReference {
  readonly field: string;
  readonly part?: 'domain';
}

/** A literal in the form of the values it is compared with: see `Value` in lead.ts. */
export type Literal = string | number | boolean;

/** What stands after an operator, by its form. */
export interface LiteralForms {
  readonly values: { readonly values: readonly Literal[] };
  readonly texts: { readonly texts: readonly string[] };
  readonly pattern: { /** Folded source of the expression. */ readonly pattern: string };
  readonly bound: { readonly bound: number };
  readonly range: { readonly low: number; readonly high: number };
  readonly days: { readonly days: number };
  readonly state: { readonly state: 'present' | 'blank' | 'invalid' };
}
export type LiteralForm = keyof LiteralForms;

/**
 * One operator with its literals, already read by the type of the field under test. The operator is a key of `OPERATORS`
 * in judging/operators/operators.ts, which says the form of its literals.
 */
export type Test<F extends LiteralForm = LiteralForm> = { readonly operator: string } & LiteralForms[F];

/** Operators that compare a score with a threshold. */
export type Comparison = 'gte' | 'gt' | 'lte' | 'lt';

/** A condition tree. Several keys in one mapping, or operators under one field, have become an `all`. */
export type Condition = { readonly place?: Place } & (
  | { readonly kind: 'test'; readonly field: FieldReference; readonly test: Test }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'at_least'; readonly n: number; readonly of: readonly Condition[] }
  | { readonly kind: 'criterion'; readonly name: string }
  | { readonly kind: 'framework'; readonly name: string }
  | {
      readonly kind: 'score';
      /** A score group's name, or `total`. */
      readonly score: string;
      readonly comparison: Comparison;
      readonly threshold: Hundredths;
    }
);

export type ConditionKind = Condition['kind'];
