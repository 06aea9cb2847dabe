import { cellCount, cellText, type RecordBatch } from '../records/record-batch.ts';
import { fold } from '../values/fold.ts';

const WORDS =
  'grand total|totals?|sub-?totals?|total general|totaux|sous-?total|somme|suma|razem|lacznie|ogolem|summe|gesamt';
/** What the first filled cell of a row of totals says, folded. */
const TOTAL = new RegExp(`^(?:${WORDS})(?: ?:)?$`);
/** The same with its figure, where that is all that the row says. */
const TOTAL_AND_FIGURE = new RegExp(`^(?:${WORDS})(?: [a-z]+)? ?: ?[-+]?[0-9][0-9 .,]*$`);
const FIGURE = /^[-+]?[0-9][0-9 .,]*( ?[%€$£]| ?(zl|eur|usd|gbp|pln|chf))?$/;

/** Whether a record is a row of totals: the word in its first filled cell and then nothing but figures. */
export function isTotalRow(batch: RecordBatch, record: number): boolean {
  const filled = Array.from({ length: cellCount(batch, record) }, (_, column) =>
    fold(cellText(batch, record, column)),
  ).filter(cell => cell !== '');
  const [first = '', ...rest] = filled;
  if (rest.length === 0) return TOTAL_AND_FIGURE.test(first);
  return TOTAL.test(first) && rest.every(cell => FIGURE.test(cell));
}
