import type { Checked, Diagnostic } from '../model/diagnostic.ts';

/** How a gate compares a figure with its threshold. */
export type GateOperator = '>' | '>=' | '<' | '<=' | '==' | '!=';

/** A figure's name compared with a number, as in `cpsql > 250`. */
export interface Threshold {
  /** The whole expression, its white space evened out. */
  readonly text: string;
  readonly name: string;
  readonly operator: GateOperator;
  readonly number: number;
  /** Written with `%`; `number` is then a hundredth of what was written. */
  readonly isPercent: boolean;
}

const OPERATORS: Readonly<Record<GateOperator, (value: number, number: number) => boolean>> = {
  '>': (value, number) => value > number,
  '>=': (value, number) => value >= number,
  '<': (value, number) => value < number,
  '<=': (value, number) => value <= number,
  '==': (value, number) => value === number,
  '!=': (value, number) => value !== number,
};

// A name may be, or have in it, a text in double quotes, which holds anything.
const EXPRESSION = /^\s*((?:"[^"]*"|[^"<>=!])+?)\s*([<>=!]+)\s*(.*?)\s*$/s;
const NUMBER = /^([+-]?[0-9]+(?:\.[0-9]+)?) ?(%)?$/;

/** Reads `NAME OPERATOR NUMBER`, the number plain or with `%`. What the name means is for the caller to say. */
export function parseThreshold(text: string): Checked<Threshold> {
  const [, name, operator = '', written = ''] = EXPRESSION.exec(text) ?? [];
  if (name === undefined) return { diagnostics: [gateError(`"${text}" compares nothing`, EXAMPLE)] };
  if (!isOperator(operator)) return { diagnostics: [wrongOperator(operator)] };
  const [, digits, percent] = NUMBER.exec(written) ?? [];
  if (digits === undefined) return { diagnostics: [wrongNumber(written)] };
  const isPercent = percent !== undefined;
  // The exponent moves the point exactly, where a division would round.
  const number = Number(isPercent ? `${digits}e-2` : digits);
  const evened = `${name} ${operator} ${digits}${isPercent ? '%' : ''}`;
  return { value: Object.freeze({ text: evened, name, operator, number, isPercent }), diagnostics: [] };
}

/** Whether a figure is past the threshold, which trips the gate. */
export function isPast(value: number, { operator, number }: Threshold): boolean {
  return OPERATORS[operator](value, number);
}

/** An error in a gate's expression, which is part of a command and has no place in a file. */
export function gateError(message: string, fix: string): Diagnostic {
  return Object.freeze({ severity: 'error', code: 'gate', message, fix });
}

const EXAMPLE = 'write a figure, an operator and a number, such as cpsql > 250 or sql_rate < 2%';

function isOperator(text: string): text is GateOperator {
  return Object.hasOwn(OPERATORS, text);
}

function wrongOperator(operator: string): Diagnostic {
  const meant: Readonly<Record<string, GateOperator>> = {
    '=': '==',
    '=>': '>=',
    '=<': '<=',
    '<>': '!=',
    '===': '==',
    '!==': '!=',
  };
  const near = meant[operator];
  const valid = `valid are ${Object.keys(OPERATORS).join(' ')}`;
  return gateError(`${operator} is not an operator`, near === undefined ? valid : `did you mean ${near}?`);
}

function wrongNumber(written: string): Diagnostic {
  if (written === '') return gateError('there is no number after the operator', EXAMPLE);
  return gateError(`"${written}" is not a number`, 'write it plainly, such as 1250.5 or 2%');
}
