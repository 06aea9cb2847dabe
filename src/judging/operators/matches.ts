import { createRequire } from 'node:module';
import { fold } from '../../values/fold.ts';
import { ofText, operator, TEXTS } from './operator.ts';

/** Loaded on first use, so that rulebooks without `matches` start without it. */
function compileExpression(pattern: string): { test(text: string): boolean } {
  const { RE2JS } = createRequire(import.meta.url)('re2js') as typeof import('re2js');
  return RE2JS.compile(pattern);
}

export const matches = operator({
  on: TEXTS,
  reads: 'pattern',
  asks: 'Does a regular expression match anywhere in the folded text? Write no capitals and no accents; `^` and `$` anchor.',
  otherNames: ['regex', 'regexp', 'pattern'],
  holds: ({ pattern }) => {
    const expression = compileExpression(pattern);
    return ofText(value => expression.test(fold(value)));
  },
});
