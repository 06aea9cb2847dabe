import { ofNumber, operator } from './operator.ts';

export const withinLastDays = operator({
  on: ['date'],
  reads: 'days',
  asks: 'Is it at most so many days ago, today included? A future date is not.',
  holds: ({ days }, { asOf }) => ofNumber(date => 0 <= asOf - date && asOf - date <= days),
  tellsApart: ({ days }, { asOf }) => [asOf - days, asOf],
  spans: ({ days }) => ({ axis: 'age', low: -days, high: 0 }),
});

export const withinNextDays = operator({
  on: ['date'],
  reads: 'days',
  asks: 'Is it at most so many days ahead, today included? A past date is not.',
  holds: ({ days }, { asOf }) => ofNumber(date => 0 <= date - asOf && date - asOf <= days),
  tellsApart: ({ days }, { asOf }) => [asOf, asOf + days],
  spans: ({ days }) => ({ axis: 'age', low: 0, high: days }),
});

export const olderThanDays = operator({
  on: ['date'],
  reads: 'days',
  asks: 'Is it more than so many days ago?',
  holds: ({ days }, { asOf }) => ofNumber(date => asOf - date > days),
  tellsApart: ({ days }, { asOf }) => [asOf - days],
  spans: ({ days }) => ({ axis: 'age', high: -days - 1 }),
});
