import type { LiteralForms } from '../../model/condition.ts';
import { type OperatorFaces, ORDERED, ofNumber, operator } from './operator.ts';

type Bound = LiteralForms['bound'];

const comparison = (faces: Pick<OperatorFaces<'bound'>, 'asks' | 'otherNames' | 'holds' | 'spans'>) =>
  operator({ on: ORDERED, reads: 'bound', tellsApart: ({ bound }: Bound) => [bound], ...faces });

export const gt = comparison({
  asks: 'Is it greater (a date: later) than this?',
  otherNames: ['>'],
  holds: ({ bound }) => ofNumber(value => value > bound),
  spans: ({ bound }) => ({ low: bound, lowOpen: true }),
});

export const gte = comparison({
  asks: 'Is it at least this (a date: this day or later)?',
  otherNames: ['>=', 'min'],
  holds: ({ bound }) => ofNumber(value => value >= bound),
  spans: ({ bound }) => ({ low: bound }),
});

export const lt = comparison({
  asks: 'Is it less (a date: earlier) than this?',
  otherNames: ['<'],
  holds: ({ bound }) => ofNumber(value => value < bound),
  spans: ({ bound }) => ({ high: bound, highOpen: true }),
});

export const lte = comparison({
  asks: 'Is it at most this (a date: this day or earlier)?',
  otherNames: ['<=', 'max'],
  holds: ({ bound }) => ofNumber(value => value <= bound),
  spans: ({ bound }) => ({ high: bound }),
});
