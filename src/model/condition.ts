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

/** One operator with its literals, already read by the type of the field it stands under. */
export type Test =
  | { readonly operator: 'in' | 'not_in'; readonly values: readonly Literal[] }
  | {
      readonly operator: 'contains' | 'starts_with' | 'ends_with' | 'has_word';
      readonly texts: readonly string[];
    }
  | { readonly operator: 'matches' /** Folded source of the expression. */; readonly pattern: string }
  | { readonly operator: 'gt' | 'gte' | 'lt' | 'lte'; readonly bound: number }
  | { readonly operator: 'between'; readonly low: number; readonly high: number }
  | {
      readonly operator: 'within_last_days' | 'within_next_days' | 'older_than_days';
      readonly days: number;
    }
  | { readonly operator: 'is'; readonly state: 'present' | 'blank' | 'invalid' };

export type Operator = Test['operator'];

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
