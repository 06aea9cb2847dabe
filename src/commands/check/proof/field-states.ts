import { findDistinctions } from '../../../judging/conditions/distinctions.ts';
import { isRelative, operatorOf } from '../../../judging/operators/operators.ts';
import type { Range } from '../../../judging/score-range.ts';
import type { Reading } from '../../../model/lead.ts';
import type { DateField, Field, FieldType, NumberField } from '../../../model/rulebook.ts';
import { ANY_DAY, type AskedField, type FieldState, type Ground, type TestLeaf } from './ground.ts';
import { type Answers, BITS, MET, UNMET } from './possible-answers.ts';
import { textStates } from './text-states.ts';

/** A field with more states than these is beyond these proofs. */
const MOST_STATES = 600;

const BLANK: Reading = { kind: 'blank' };
const INVALID: Reading = { kind: 'invalid', reason: '' };

/** All states that a field may be in, some perhaps that no lead is in; undefined where there are too many. */
export function statesOf(asked: AskedField, ground: Ground): readonly FieldState[] | undefined {
  const ids = asked.tests.map(ground.idOf).sort((one, other) => one - other);
  const key = `${asked.field.name} ${asked.counted} ${ids.join(' ')}`;
  if (!ground.states.has(key)) ground.states.set(key, findStates(asked, ground));
  return ground.states.get(key);
}

function findStates(asked: AskedField, ground: Ground): readonly FieldState[] | undefined {
  const { field, tests } = asked;
  // Every text is a valid text where no domain says otherwise.
  const isOpenText = field.type === 'text' && field.values === undefined;
  const unknown = (isOpenText ? [BLANK] : [BLANK, INVALID]).map(reading => ({
    known: false,
    answers: answersTo(tests, () => reading, ground),
  }));
  const known = VALUE_STATES[field.type](asked, ground);
  const states = known && distinct([...unknown, ...known]);
  return states === undefined || states.length > MOST_STATES ? undefined : states;
}

type ValueStates = (asked: AskedField, ground: Ground) => readonly FieldState[] | undefined;

/** The states with a value, by the type of the field. */
const VALUE_STATES: Readonly<Record<FieldType, ValueStates>> = {
  text: (asked, ground) => {
    const { field, tests } = asked;
    if (field.type !== 'text' || field.values === undefined) return textStates(asked, ground);
    return field.values.map(value => stateAt(tests, () => ({ kind: 'value', value }), ground));
  },
  number: (asked, ground) => (asked.field.type === 'number' ? numberStates(asked, asked.field, ground) : []),
  date: (asked, ground) => (asked.field.type === 'date' ? dateStates(asked, asked.field, ground) : []),
  boolean: ({ tests }, ground) =>
    [true, false].map(value => stateAt(tests, () => ({ kind: 'value', value }), ground)),
  email: textStates,
  url: textStates,
  phone: textStates,
};

function stateAt(
  tests: readonly TestLeaf[],
  readingFor: (leaf: TestLeaf) => Reading,
  ground: Ground,
): FieldState {
  return { known: true, answers: answersTo(tests, readingFor, ground) };
}

function answersTo(
  tests: readonly TestLeaf[],
  readingFor: (leaf: TestLeaf) => Reading,
  ground: Ground,
): ReadonlyMap<number, Answers> {
  return new Map(tests.map(leaf => [ground.idOf(leaf), BITS[ground.askOf(leaf)(readingFor(leaf))]]));
}

/** The same for all values of a stretch: a test that follows each value may answer either way there. */
function stateBetween(
  tests: readonly TestLeaf[],
  insideFor: (leaf: TestLeaf) => number,
  ground: Ground,
): FieldState {
  const { known, answers } = stateAt(tests, leaf => ({ kind: 'value', value: insideFor(leaf) }), ground);
  const open = tests.filter(leaf => !isTold(leaf)).map(leaf => [ground.idOf(leaf), MET | UNMET] as const);
  return { known, answers: new Map([...answers, ...open]) };
}

/** Whether a test answers all values between two that it names alike. */
function isTold({ test }: TestLeaf): boolean {
  return operatorOf(test).tellsApart(test, { asOf: ANY_DAY }) !== undefined;
}

/** One state for each stretch between the numbers that the tests tell from others. */
function numberStates(asked: AskedField, field: NumberField, ground: Ground): readonly FieldState[] {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = field;
  // Above zero a number counts, so that zero is told from the rest.
  const told = asked.counted ? [0] : [];
  return stretches([...breakpointsOf(field, asked.tests), ...told], { whole: false })
    .filter(({ inside }) => inside >= min && inside <= max)
    .map(({ inside, low, high }) => ({
      ...stateBetween(asked.tests, () => inside, ground),
      ...(asked.counted && { value: { low, high } }),
    }));
}

/** Since any day may be that of the run, a date's place in the calendar says nothing of its age. */
function dateStates(asked: AskedField, field: DateField, ground: Ground): readonly FieldState[] {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = field;
  const relative = asked.tests.filter(({ test }) => isRelative(test));
  const absolute = asked.tests.filter(leaf => !isRelative(leaf.test));
  const days = stretches(breakpointsOf(field, absolute), { whole: true }).filter(
    ({ inside }) => inside >= min && inside <= max,
  );
  const ages = stretches(breakpointsOf(field, relative), { whole: true });
  return days.flatMap(({ inside: day }) =>
    ages.map(({ inside: age }) =>
      stateBetween(asked.tests, leaf => (isRelative(leaf.test) ? age : day), ground),
    ),
  );
}

function breakpointsOf(field: Field, leaves: readonly TestLeaf[]): readonly number[] {
  const tests = leaves.filter(isTold).map(leaf => ({ reference: leaf.field, test: leaf.test }));
  const questions = { field, tests, counts: [], decays: [] };
  return findDistinctions(questions, { asOf: ANY_DAY }).breakpoints ?? [];
}

interface Stretch extends Range {
  readonly inside: number;
}

/** Each breakpoint, and what is below, between and above them; of `whole` numbers only where there are any between. */
function stretches(
  breakpoints: readonly number[],
  { whole }: { readonly whole: boolean },
): readonly Stretch[] {
  const points = [...new Set(breakpoints)].sort((one, other) => one - other);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) {
    return [{ inside: 0, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }];
  }
  const between = points.flatMap((low, index): readonly Stretch[] => {
    const high = points[index + 1];
    const here = { inside: low, low, high: low };
    if (high === undefined || (whole && high - low < 2)) return [here];
    return [here, { inside: whole ? low + 1 : low / 2 + high / 2, low, high }];
  });
  // One step beyond is as large as the number itself, since far from zero adding 1 changes nothing.
  const below = { inside: first - Math.max(1, Math.abs(first)), low: Number.NEGATIVE_INFINITY, high: first };
  const above = { inside: last + Math.max(1, Math.abs(last)), low: last, high: Number.POSITIVE_INFINITY };
  return [below, ...between, above];
}

/** States that nothing asked tells apart are one. */
function distinct(states: readonly FieldState[]): readonly FieldState[] {
  const byKey = new Map(
    states.map(state => [JSON.stringify([[...state.answers], state.known, state.value]), state]),
  );
  return [...byKey.values()];
}
