import type { FieldAnswers } from '../field-judge.ts';

/** Judges a part of a verdict, which depends on some of the fields only: callers may remember it by their answers. */
export interface PartJudge<Part> {
  /** Indexes into the judge's fields of those that the part depends on. */
  readonly fields: readonly number[];
  /** Takes the answers of all fields. */
  judge(answers: readonly FieldAnswers[]): Part;
}
