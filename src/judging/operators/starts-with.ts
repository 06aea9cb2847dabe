import { ofText, operator, TEXTS } from './operator.ts';
import { hasWord, LETTER } from './words.ts';

export const startsWith = operator({
  on: TEXTS,
  reads: 'texts',
  asks: 'Does it begin with this? Of a list, any one will do.',
  holds: ({ texts }) => ofText(value => texts.some(text => value.startsWith(text))),
  looking: {
    implies: {
      contains: (text, other) => text.includes(other),
      starts_with: (text, other) => text.startsWith(other),
      has_word: (text, other) => hasWord(text + LETTER, other),
    },
    exclusive: true,
    mayHave: (value, text) => value.startsWith(text),
  },
});
