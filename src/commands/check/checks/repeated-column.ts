import { normaliseHeader } from '../../../values/header.ts';
import { entryOf } from '../../../yaml/tree.ts';
import { entriesIn, scalarsIn } from '../written/written-conditions.ts';
import { lineOf } from '../written/written-rules.ts';
import type { Check, Finding } from './check.ts';

/** Headers under one field's `columns` that are the same once folded. */
export const repeatedColumn: Check = {
  code: 'repeated-column',
  find: ({ document }) =>
    entriesIn(entryOf(document, 'fields')?.node).flatMap(({ key, node }) => {
      const first = new Map<string, { readonly text: string; readonly place: Finding['place'] }>();
      return scalarsIn(entryOf(node, 'columns')?.node).flatMap(({ text, place }) => {
        const header = normaliseHeader(text);
        const before = first.get(header);
        if (before === undefined) {
          first.set(header, { text, place });
          return [];
        }
        const line = lineOf(before.place, place);
        const message =
          before.text === text
            ? `\`${text}\` is under \`${key}\` twice, first ${line}`
            : `under \`${key}\`, \`${text}\` is the same header as \`${before.text}\` ${line}: both are compared as \`${header}\``;
        return [
          {
            message,
            fix: 'remove one of them',
            place,
          },
        ];
      });
    }),
};
