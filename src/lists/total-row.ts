import { cellCount, cellText, type RecordBatch } from '../records/record-batch.ts';
import { fold } from '../values/fold.ts';

/** What the first filled cell of a row of totals says, folded. */
const TOTAL =
  /^(grand total|totals?|total general|totaux|somme|suma|razem|lacznie|ogolem|summe|gesamt)( ?:)?$/;
const FIGURE = /^[-+]?[0-9][0-9 .,]*( ?[%€$£]| ?(zl|eur|usd|gbp|pln|chf))?$/;

/** Whether a record is a row of totals: the word in its first filled cell and then nothing but figures, at least one. */
export function isTotalRow(batch: RecordBatch, record: number): boolean {
  const filled = Array.from({ length: cellCount(batch, record) }, (_, column) =>
    fold(cellText(batch, record, column)),
  ).filter(cell => cell !== '');
  const [first = '', ...rest] = filled;
  return TOTAL.test(first) && rest.length > 0 && rest.every(cell => FIGURE.test(cell));
}
