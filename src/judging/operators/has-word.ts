import { ofText, operator } from './operator.ts';
import { hasWord } from './words.ts';

export const hasWords = operator({
  on: ['text'],
  reads: 'texts',
  asks: 'Does it have this as a whole word or phrase? `cto` is not found in *director*. Of a list, any one will do.',
  otherNames: ['word'],
  holds: ({ texts }) => ofText(value => texts.some(text => hasWord(value, text))),
  looking: {
    implies: {
      contains: (text, other) => text.includes(other),
      has_word: (text, other) => hasWord(text, other),
    },
    mayHave: (value, text) => value.includes(text),
  },
});
