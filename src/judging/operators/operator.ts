import type { Answer, Literal, LiteralForm, LiteralForms, Test } from '../../model/condition.ts';
import type { Day, Reading, Value } from '../../model/lead.ts';
import type { FieldType } from '../../model/rulebook.ts';
import { truth } from '../conditions/truth.ts';

/** What a test may ask about beside the value. */
export interface TestContext {
  readonly asOf: Day;
}

/** The values of a number or date field from a low to a high end; an end that is left out is open. */
export interface Span {
  /** Days from the day of the run (-30 is 30 days ago) in place of the field's own values. */
  readonly axis?: 'age';
  readonly low?: number;
  readonly high?: number;
  /** Whether an end itself is left out, as by `gt` and `lt`. */
  readonly lowOpen?: boolean;
  readonly highOpen?: boolean;
}

/** How literals are said in the words of a reader, by the type of their field. */
export interface LiteralWords {
  list(values: readonly Literal[]): string;
  value(value: Literal): string;
}

/** What proofs may use of an operator that looks for texts in a text. */
export interface Looking {
  /** By the operator of another test: whether every value that has `text` has `other` by that operator. */
  readonly implies: Readonly<Record<string, (text: string, other: string) => boolean>>;
  /** Whether no value has two texts neither of which implies the other, as no text begins in two ways. */
  readonly exclusive?: boolean;
  /** Whether a value of a field's domain may have the text. */
  readonly mayHave: (value: string, text: string) => boolean;
}

/** All that leadsieve has to know of an operator. What is left out promises nothing: no proof or check uses it. */
export interface OperatorFaces<F extends LiteralForm> {
  /** The types of field that it stands under. */
  readonly on: 'every type' | readonly FieldType[];
  /** What stands after it. */
  readonly reads: F;
  /** The question that it asks, as an editor shows it. */
  readonly asks: string;
  /** What other tools call it. */
  readonly otherNames?: readonly string[];
  /** Which values meet it. A field without a value leaves it unknown. */
  readonly holds: (literals: LiteralForms[F], context: TestContext) => (value: Value) => boolean;
  /** Of an operator that asks what a cell is, not what its value is: which readings meet it. Never unknown. */
  readonly holdsOf?: (literals: LiteralForms[F]) => (reading: Reading) => boolean;
  /** The test in words, after the name of the field; absent: the operator and its literals. */
  readonly says?: (literals: LiteralForms[F], words: LiteralWords) => string;
  /**
   * The values between which answers change: numbers and days between two neighbours, and texts that are not named, are
   * answered alike. Absent: the answer may follow each value.
   */
  readonly tellsApart?: (literals: LiteralForms[F], context: TestContext) => readonly Literal[];
  /** The values that meet it, where they are one span. */
  readonly spans?: (literals: LiteralForms[F]) => Span | undefined;
  /** Tests of other operators that say the same together, as [operator, literal]. */
  readonly sameAs?: (literals: LiteralForms[F]) => readonly (readonly [operator: string, literal: Literal])[];
  /** The operator that it denies. */
  readonly denies?: string;
  readonly looking?: Looking;
}

/** An operator as the rest of leadsieve asks it, whatever the form of its literals. */
export interface OperatorEntry
  extends Pick<OperatorFaces<LiteralForm>, 'on' | 'reads' | 'asks' | 'denies' | 'looking'> {
  readonly otherNames: readonly string[];
  /** Whether it asks what a cell is: the answer is known of every lead. */
  readonly alwaysKnown: boolean;
  compile(test: Test, context: TestContext): (reading: Reading) => Answer;
  /** Undefined where the operator has no words of its own. */
  says(test: Test, words: LiteralWords): string | undefined;
  /** Undefined where the answer may follow each value. */
  tellsApart(test: Test, context: TestContext): readonly Literal[] | undefined;
  spans(test: Test): Span | undefined;
  sameAs(test: Test): readonly (readonly unknown[])[] | undefined;
}

/** Makes an entry of an operator's faces. A test of the operator has literals of its form, because it is read by it. */
export function operator<F extends LiteralForm>(faces: OperatorFaces<F>): OperatorEntry {
  const own = (test: Test) => test as unknown as Test<F>;
  const { on, reads, asks, otherNames = [], denies, looking, holdsOf } = faces;
  return {
    on,
    reads,
    asks,
    otherNames,
    ...(denies !== undefined && { denies }),
    ...(looking !== undefined && { looking }),
    alwaysKnown: holdsOf !== undefined,
    compile(test, context) {
      if (holdsOf !== undefined) {
        const asked = holdsOf(own(test));
        return reading => truth(asked(reading));
      }
      const holds = faces.holds(own(test), context);
      return reading => (reading.kind === 'value' ? truth(holds(reading.value)) : 'unknown');
    },
    says: (test, words) => faces.says?.(own(test), words),
    tellsApart: (test, context) => faces.tellsApart?.(own(test), context),
    spans: test => faces.spans?.(own(test)),
    sameAs: test => faces.sameAs?.(own(test)),
  };
}

/** The types whose values are texts, in which texts are looked for. */
export const TEXTS: readonly FieldType[] = ['text', 'email', 'url'];
/** The types whose values have an order. */
export const ORDERED: readonly FieldType[] = ['number', 'date'];

export function ofText(holds: (value: string) => boolean): (value: Value) => boolean {
  return value => typeof value === 'string' && holds(value);
}

/** Numbers, and dates as days. */
export function ofNumber(holds: (value: number) => boolean): (value: Value) => boolean {
  return value => typeof value === 'number' && holds(value);
}
