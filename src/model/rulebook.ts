import type { Answer, Condition, FieldReference, Hundredths } from './condition.ts';
import type { Place } from './diagnostic.ts';
import type { Cell, DateOrder, Day, Locale } from './lead.ts';

/** What every type of field has. */
interface FieldBase {
  readonly name: string;
  /** Headers that carry the field, best first, as written; the field's own name comes after them. */
  readonly columns: readonly string[];
  readonly required: boolean;
  /** Folded spellings of "nothing here" beside those that hold for every field. */
  readonly blank: readonly string[];
  readonly place?: Place;
}

/** One spelling of an alias: the cell `from` (folded) means `to`. */
export interface Alias {
  readonly from: string;
  /** The target folded, which is the value compared. */
  readonly to: string;
  /** The target as written, which is what a summary shows. */
  readonly shown: string;
}

/** Ways to read several columns of a boolean field: the first that is not blank, a yes anywhere, a yes everywhere. */
export const COMBINATIONS = ['first', 'any', 'all'] as const;
export type Combination = (typeof COMBINATIONS)[number];

export type TextField = FieldBase & {
  readonly type: 'text';
  readonly aliases: readonly Alias[];
  /** The domain, folded and after aliases; absent where any text is valid. */
  readonly values?: readonly string[];
};
export type NumberField = FieldBase & {
  readonly type: 'number';
  /** Which end of a band such as `51-200` is its value. */
  readonly band: 'low' | 'high';
  readonly min?: number;
  readonly max?: number;
};
export type DateField = FieldBase & {
  readonly type: 'date';
  /** Patterns that replace the locale's own, such as `dd/MM/yyyy`. */
  readonly formats?: readonly string[];
  readonly min?: Day;
  readonly max?: Day;
};
export type BooleanField = FieldBase & {
  readonly type: 'boolean';
  /** Folded spellings beside the built-in ones. */
  readonly true: readonly string[];
  readonly false: readonly string[];
  /** How several columns of one row become one answer; absent: `first`. */
  readonly combine?: Combination;
};
export type EmailField = FieldBase & { readonly type: 'email' };
export type UrlField = FieldBase & { readonly type: 'url' };
export type PhoneField = FieldBase & {
  readonly type: 'phone';
  /** ISO 3166 region that national numbers are read in; without one only international numbers are valid. */
  readonly region?: string;
};

export type Field = TextField | NumberField | DateField | BooleanField | EmailField | UrlField | PhoneField;
export type FieldType = Field['type'];

export interface Criterion {
  readonly name: string;
  readonly when: Condition;
  /** The question to put to a lead whose answer is unknown. */
  readonly ask?: string;
  /** What an unknown answer is settled as. */
  readonly unknown?: 'met' | 'unmet';
  readonly place?: Place;
}

export interface Framework {
  readonly name: string;
  readonly criteria: readonly string[];
  readonly pass: number;
  readonly require: readonly string[];
  readonly place?: Place;
}

export type ScoreRule = { readonly id: string; readonly place?: Place } & (
  | { readonly kind: 'when'; readonly when: Condition; readonly points: Hundredths }
  | {
      readonly kind: 'first';
      readonly entries: readonly { readonly when: Condition; readonly points: Hundredths }[];
    }
  | {
      readonly kind: 'per';
      /** A number field. */
      readonly field: string;
      /** Points for each unit, as an exact decimal of at most four places such as `0.25`. */
      readonly points: string;
      readonly max?: Hundredths;
    }
);

export interface Decay {
  /** A date field. */
  readonly since: string;
  /** Ascending by `days`: past so many days this percentage of the points is kept. */
  readonly keep: readonly { readonly days: number; readonly percent: number }[];
  /** The percentage for an unknown date; absent: that of the last entry of `keep`. */
  readonly unknown?: number;
}

export interface ScoreGroup {
  readonly name: string;
  readonly min?: Hundredths;
  readonly max?: Hundredths;
  readonly decay?: Decay;
  readonly rules: readonly ScoreRule[];
  readonly place?: Place;
}

export interface Grades {
  /** A score group's name, or `total`. */
  readonly score: string;
  /** Descending by `floor`. */
  readonly bands: readonly { readonly grade: string; readonly floor: Hundredths }[];
}

/** Where a stage stands, from the bottom up; `disqualified` is beside the ladder. */
export const LADDER = ['lead', 'prospect', 'MQL', 'SQL'] as const;
export type Standing = (typeof LADDER)[number] | 'disqualified';

export interface FollowUp {
  readonly days: number;
  /** Only Monday to Friday count. */
  readonly weekdays: boolean;
  /** A date field to count from; absent or unknown: the as-of date. */
  readonly from?: string;
}

export interface Stage {
  readonly name: string;
  readonly countsAs: Standing;
  /** Absent only on the last stage. */
  readonly when?: Condition;
  readonly route?: string;
  readonly followUp?: FollowUp;
  readonly place?: Place;
}

/** What a rulebook's own test expects; only the keys given are compared. */
export interface Expectation {
  readonly stage?: string;
  /** An empty string where none is expected. */
  readonly could_be?: string;
  readonly answers_needed?: string;
  readonly next_question?: string;
  readonly grade?: string;
  readonly route?: string;
  readonly follow_up_by?: string;
  readonly reasons?: string;
  /** By group, or `total`. */
  readonly score?: Readonly<Record<string, Hundredths>>;
  /** How many criteria of the framework are met. */
  readonly frameworks?: Readonly<Record<string, number>>;
  readonly criteria?: Readonly<Record<string, Answer>>;
  /** All the unknown criteria, in any order. */
  readonly unknown?: readonly string[];
  /** All the entries of `qual_issues`, in any order. */
  readonly issues?: readonly string[];
}

export interface RulebookTest {
  readonly name: string;
  /** Absent: the day of the run. */
  readonly asOf?: Day;
  /** Cells by field name; a field that is not named is blank. */
  readonly lead: Readonly<Record<string, Cell>>;
  readonly expect: Expectation;
  /** No `expect` is written yet: `test --update` adds it. Absent but where drafts are asked for. */
  readonly draft?: true;
  readonly place?: Place;
}

/** A rulebook after `extends`, validated: every name in it is defined and every literal has its field's type. */
export interface Rulebook {
  readonly name: string;
  readonly version: number;
  readonly description?: string;
  readonly owner?: string;
  readonly reviewBy?: Day;
  readonly locale: Locale;
  /** The order of day, month and year, where it is not the locale's own. */
  readonly dates?: DateOrder;
  /** Folded spellings of "nothing here" for every field, beside the built-in ones. */
  readonly blankAlso: readonly string[];
  readonly sets: Readonly<Record<string, readonly string[]>>;
  /** In the order of the file; `source` is added as implicit text at the end where it is not declared. */
  readonly fields: readonly Field[];
  readonly criteria: readonly Criterion[];
  readonly frameworks: readonly Framework[];
  readonly scores: readonly ScoreGroup[];
  readonly grades?: Grades;
  readonly stages: readonly Stage[];
  /** Each key is a list of fields that must all be equal. */
  readonly dedupe?: { readonly keys: readonly (readonly FieldReference[])[] };
  readonly suppress?: { readonly keys: readonly FieldReference[] };
  readonly tests: readonly RulebookTest[];
}
