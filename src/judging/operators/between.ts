import { ORDERED, ofNumber, operator } from './operator.ts';

export const between = operator({
  on: ORDERED,
  reads: 'range',
  asks: 'Is it from low to high, both included? Write [low, high].',
  holds: ({ low, high }) => ofNumber(value => low <= value && value <= high),
  says: ({ low, high }, words) => `between ${words.value(low)} and ${words.value(high)}`,
  tellsApart: ({ low, high }) => [low, high],
  spans: ({ low, high }) => ({ low, high }),
  sameAs: ({ low, high }) => [
    ['gte', low],
    ['lte', high],
  ],
});
