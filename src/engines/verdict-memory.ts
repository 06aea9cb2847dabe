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
const MOST_REMEMBERED = 65_536;

/** Judges each distinct vector of answers once. */
export function createVerdictMemory(judge: Judge, tally: TallyBuilder): VerdictMemory {
  const remembered = new Map<string, RememberedVerdict>();
  return {
    recall(cells, suppressed) {
      const key = keyOf(cells, suppressed);
      const found = remembered.get(key);
      if (found !== undefined) return found;
      if (remembered.size >= MOST_REMEMBERED) {
        remembered.clear();
        tally.forgetVerdicts();
      }
      const verdict = judge.verdict(cells.flatMap(answersOf), { suppressed });
      const fresh: RememberedVerdict = { verdict, slot: tally.verdictSlot(verdict), blocks: [] };
      remembered.set(key, fresh);
      return fresh;
    },
  };
}

function keyOf(cells: readonly ReadCell[], suppressed: boolean): string {
  let key = suppressed ? '!' : '';
  for (const { answerClass } of cells) key += `${answerClass},`;
  return key;
}

function answersOf({ answers }: ReadCell): readonly FieldAnswers[] {
  return answers === undefined ? [] : [answers];
}
