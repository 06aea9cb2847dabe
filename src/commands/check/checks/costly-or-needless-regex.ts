import { foldAs } from '../../../language/operators/literals.ts';
import { countSteps } from '../../../language/patterns/fold-expression.ts';
import { parseExpression } from '../../../language/patterns/parse.ts';
import { placeIn } from '../../../language/patterns/patterns.ts';
import { type PlainForm, plainFormOf } from '../../../language/patterns/plain-form.ts';
import type { Expression, Repeat } from '../../../language/patterns/syntax.ts';
import { fold } from '../../../values/fold.ts';
import { parseLiteral } from '../../../values/literal.ts';
import type { ScalarTree } from '../../../yaml/tree.ts';
import { yamlTexts } from '../written/other-readings.ts';
import { longerWords } from '../written/substring-traps.ts';
import { scalarsIn, type WrittenTest, writtenTests } from '../written/written-conditions.ts';
import type { Check, Finding } from './check.ts';

/** Steps that an expression may have before it is worth asking whether it needs them. */
const MANY_STEPS = 1000;

/** Regular expressions that another operator says better, that repeat what is repeated, or that are very long. */
export const costlyOrNeedlessRegex: Check = {
  code: 'costly-or-needless-regex',
  find: checked =>
    writtenTests(checked)
      .filter(({ operator }) => operator === 'matches')
      .flatMap(test => scalarsIn(test.node).flatMap(token => inExpression(test, token))),
};

function inExpression(test: WrittenTest, token: ScalarTree): readonly Finding[] {
  const { expression } = parseExpression(token.text);
  const plain = plainFormOf(expression);
  const said = plain && sayPlainly(plain, test);
  if (said !== undefined) {
    return [
      {
        message: 'this expression only spells texts out, which an operator says in plain words',
        fix: `write \`${said}\``,
        place: token.place,
      },
    ];
  }
  const steps = countSteps(expression);
  const long =
    steps > MANY_STEPS
      ? [
          {
            message: `with its braces written out this expression is ${steps} steps long, and every different cell pays for them`,
            fix: 'write `*` or `+` for the braces, or smaller numbers',
            place: token.place,
          },
        ]
      : [];
  return [...repeatedTwice(expression).map(repeat => nested(repeat, token)), ...long];
}

/** The test that says the same; undefined where the field's own spellings make it another one. */
function sayPlainly({ operator, texts }: PlainForm, { name, type, field }: WrittenTest): string | undefined {
  const folded = texts.map(text => foldAs(type)(text));
  // White space at an end is trimmed from a literal, and not from an expression.
  if (texts.some(text => fold(`x${text}x`) !== `x${fold(text)}x`) || folded.includes('')) return undefined;
  if (operator === 'in') {
    const same = folded.every(text => {
      const literal = parseLiteral(text, type, field);
      return 'value' in literal && literal.value === text;
    });
    const domain = field?.type === 'text' ? field.values : undefined;
    const known = domain === undefined || folded.every(text => domain.includes(text));
    return same && known ? `${name}: ${yamlTexts(texts)}` : undefined;
  }
  if (operator === 'has_word')
    return type === 'text' ? `${name}: { has_word: ${yamlTexts(texts)} }` : undefined;
  const asWords =
    operator === 'contains' && type === 'text' && folded.some(text => longerWords(text).length > 0);
  return `${name}: { ${asWords ? 'has_word' : operator}: ${yamlTexts(texts)} }`;
}

interface Nested {
  readonly outer: Repeat;
  readonly inner: Repeat;
}

/** Repetitions without an end of nothing but another one: `(a+)+`. */
function repeatedTwice(expression: Expression): readonly Nested[] {
  switch (expression.kind) {
    case 'alternatives':
    case 'sequence':
      return expression.of.flatMap(repeatedTwice);
    case 'group':
      return repeatedTwice(expression.of);
    case 'repeat': {
      const inner = bare(expression.of);
      const endless = expression.high === Number.POSITIVE_INFINITY;
      const found = endless && inner.kind === 'repeat' && inner.high === Number.POSITIVE_INFINITY;
      return found ? [{ outer: expression, inner }] : repeatedTwice(expression.of);
    }
    default:
      return [];
  }
}

/** What stands in groups and sequences of one. */
function bare(expression: Expression): Expression {
  if (expression.kind === 'group') return bare(expression.of);
  const [only] = expression.kind === 'sequence' && expression.of.length === 1 ? expression.of : [];
  return only === undefined ? expression : bare(only);
}

function nested({ outer, inner }: Nested, token: ScalarTree): Finding {
  const source = token.text.slice(outer.at, outer.at + outer.length);
  const repeated = token.text.slice(inner.of.at, inner.of.at + inner.of.length);
  const sign = outer.low === 0 || inner.low === 0 ? '*' : '+';
  const simple = Math.max(outer.low, inner.low) <= 1;
  return {
    message: `\`${source}\` repeats what is repeated already`,
    fix: simple ? `write \`${repeated}${sign}\`, which matches the same` : 'repeat it once',
    place: placeIn(token.place, token.text, outer),
  };
}
