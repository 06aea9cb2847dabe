import { ofText, operator, TEXTS } from './operator.ts';
import { hasWord, LETTER } from './words.ts';

export const endsWith = operator({
  on: TEXTS,
  reads: 'texts',
  asks: 'Does it end with this? Of a list, any one will do.',
  holds: ({ texts }) => ofText(value => texts.some(text => value.endsWith(text))),
  looking: {
    implies: {
      contains: (text, other) => text.includes(other),
      ends_with: (text, other) => text.endsWith(other),
      has_word: (text, other) => hasWord(LETTER + text, other),
    },
    exclusive: true,
    mayHave: (value, text) => value.endsWith(text),
  },
});
