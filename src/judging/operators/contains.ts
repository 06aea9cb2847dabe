import { ofText, operator, TEXTS } from './operator.ts';
import { hasWord, LETTER } from './words.ts';

export const contains = operator({
  on: TEXTS,
  reads: 'texts',
  asks: 'Does it have this anywhere? Of a list, any one will do.',
  otherNames: ['includes', 'like'],
  holds: ({ texts }) => ofText(value => texts.some(text => value.includes(text))),
  looking: {
    implies: {
      contains: (text, other) => text.includes(other),
      has_word: (text, other) => hasWord(LETTER + text + LETTER, other),
    },
    mayHave: (value, text) => value.includes(text),
  },
});
