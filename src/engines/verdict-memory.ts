import type { TallyBuilder } from '../costs/tally.ts';
import type { FieldAnswers } from '../evaluation/field-judge.ts';
import type { Judge } from '../evaluation/judge.ts';
import type { Verdict } from '../model/verdict.ts';
import type { ReadCell } from './field-reader.ts';

/** A verdict that any number of leads share. */
export interface RememberedVerdict {
  readonly verdict: Verdict;
  /** Where the tally counts it. */
  readonly slot: number;
  /** The annotation ready to be copied, for each list that has needed it. */
  readonly blocks: Uint8Array[];
}

export interface VerdictMemory {
  /** The verdict of a lead by the answers of its fields, in the judge's order of fields. */
  recall(cells: readonly ReadCell[], suppressed: boolean): RememberedVerdict;
}

/** Verdicts held at once. A list that keeps making new ones starts over, so that memory stays flat. */
const MOST_VERDICTS = 1 << 16;
const SLOTS = MOST_VERDICTS * 2;
const EMPTY = 0;

/** Judges each distinct vector of answers once; vectors are found by the numbers of their classes. */
export function createVerdictMemory(judge: Judge, tally: TallyBuilder): VerdictMemory {
  const width = judge.fields.length + 1;
  const slots = new Int32Array(SLOTS);
  let vectors = new Int32Array(width * 1024);
  let remembered: RememberedVerdict[] = [];
  const vector = new Int32Array(width);

  function fill(cells: readonly ReadCell[], suppressed: boolean): number {
    let hash = suppressed ? 1 : 0;
    vector[0] = hash;
    for (let index = 1; index < width; index++) {
      const { answerClass } = cells[index - 1] as ReadCell;
      vector[index] = answerClass;
      hash = Math.imul(hash ^ answerClass, 0x01000193) + 0x9e3779b9;
    }
    return (hash ^ (hash >>> 13)) & (SLOTS - 1);
  }

  function isAt(from: number): boolean {
    for (let index = 0; index < width; index++) if (vectors[from + index] !== vector[index]) return false;
    return true;
  }

  function forget(): void {
    slots.fill(EMPTY);
    remembered = [];
    tally.forgetVerdicts();
  }

  return {
    recall(cells, suppressed) {
      if (remembered.length === MOST_VERDICTS) forget();
      let slot = fill(cells, suppressed);
      for (let number = slots[slot] as number; number !== EMPTY; number = slots[slot] as number) {
        if (isAt((number - 1) * width)) return remembered[number - 1] as RememberedVerdict;
        slot = (slot + 1) & (SLOTS - 1);
      }
      const verdict = judge.verdict(cells.flatMap(answersOf), { suppressed });
      const fresh = { verdict, slot: tally.verdictSlot(verdict), blocks: [] };
      const from = remembered.push(fresh) * width - width;
      if (from + width > vectors.length) vectors = grown(vectors);
      vectors.set(vector, from);
      slots[slot] = remembered.length;
      return fresh;
    },
  };
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

function answersOf({ answers }: ReadCell): readonly FieldAnswers[] {
  return answers === undefined ? [] : [answers];
}
