import {
  isOperator,
  OPERATORS,
  type Operator,
  operatorCalled,
  operatorsOn,
} from '../../judging/operators/operators.ts';
import type { Condition } from '../../model/condition.ts';
import type { Place } from '../../model/diagnostic.ts';
import { TYPES } from '../../values/field-types/field-types.ts';
import { asIs, quoted, type Reader, type Report, suggest } from '../../yaml/shape.ts';
import { entriesOf, listOf, mapping, required } from '../../yaml/shape-collections.ts';
import { text, wholeNumber } from '../../yaml/shape-scalars.ts';
import type { Tree, TreeEntry } from '../../yaml/tree.ts';
import { CONDITION_KEYS, type ConditionKey } from '../sections/names.ts';
import { checkReference, fieldOf, resolveField, type Scope, type Subject } from '../sections/scope.ts';
import { testReader } from './operators.ts';
import { readScoreTests } from './score-tests.ts';

/** Where conditions stand: only stages may ask for frameworks and scores. */
export interface ConditionContext {
  readonly scope: Scope;
  readonly inStages: boolean;
}

type Parts = readonly Condition[] | undefined;
type EntryReader = (entry: TreeEntry, context: ConditionContext, report: Report) => Parts;

/** A mapping of tests that must all hold: the test itself if it is one, else an `all`. */
export function conditionReader(context: ConditionContext): Reader<Condition> {
  return (tree, report) => {
    const entries = entriesOf(tree, 'a condition', report);
    const parts = entries?.map(entry => readEntry(entry, context, report));
    return parts?.every(part => part !== undefined) ? joined(parts.flat(), tree.place) : undefined;
  };
}

const CONDITION_FORMS: Readonly<Record<ConditionKey, EntryReader>> = {
  all: combination('all'),
  any: combination('any'),
  not: ({ node, keyPlace }, context, report) => {
    const of = conditionReader(context)(node, report);
    return of && [{ kind: 'not', of, place: keyPlace }];
  },
  at_least: readAtLeast,
  criterion: ({ node, keyPlace }, { scope }, report) => {
    const name = text('the name of one criterion')(node, report);
    if (name === undefined) return undefined;
    const known = checkReference(
      name,
      { place: node.place, what: 'criterion', defined: scope.criteria },
      report,
    );
    return known ? [{ kind: 'criterion', name, place: keyPlace }] : undefined;
  },
  framework: (entry, { scope, inStages }, report) => {
    if (!inStages) return onlyInStages(entry, report);
    const name = text('the name of one framework')(entry.node, report);
    const reference = { place: entry.node.place, what: 'framework', defined: scope.frameworks };
    return name !== undefined && checkReference(name, reference, report)
      ? [{ kind: 'framework', name, place: entry.keyPlace }]
      : undefined;
  },
  score: (entry, { scope, inStages }, report) =>
    inStages ? readScoreTests(scope)(entry.node, report) : onlyInStages(entry, report),
};

function readEntry(entry: TreeEntry, context: ConditionContext, report: Report): Parts {
  const key = CONDITION_KEYS.find(name => name === entry.key);
  if (key !== undefined) return CONDITION_FORMS[key](entry, context, report);
  const { scope } = context;
  const subject = resolveField(entry.key, entry.keyPlace, { scope, report, alsoValid: CONDITION_KEYS });
  return subject && readFieldTests(entry, { subject, scope }, report);
}

function combination(kind: 'all' | 'any'): EntryReader {
  return ({ node, keyPlace }, context, report) => {
    const of = listOf(conditionReader(context), { expected: 'a list of conditions' })(node, report);
    return of && [{ kind, of, place: keyPlace }];
  };
}

/** Every key of `at_least`; `n` is read once the length of `of` is known. */
export function atLeastKeys(context: ConditionContext) {
  return {
    n: required(asIs),
    of: required(listOf(conditionReader(context), { expected: 'a list of conditions' })),
  } as const;
}

function readAtLeast({ node, keyPlace }: TreeEntry, context: ConditionContext, report: Report): Parts {
  const found = mapping('`at_least`', atLeastKeys(context))(node, report);
  if (found === undefined) return undefined;
  const n = wholeNumber(1, lengthOf(node, found.of.length))(found.n, report);
  return n === undefined ? undefined : [{ kind: 'at_least', n, of: found.of, place: keyPlace }];
}

/** The length of `of` as written, faulty conditions included. */
function lengthOf(node: Tree, read: number): number {
  const of = node.kind === 'mapping' ? node.entries.find(({ key }) => key === 'of')?.node : undefined;
  return of?.kind === 'list' ? of.items.length : read;
}

interface Tested {
  readonly subject: Subject;
  readonly scope: Scope;
}

/** `field: value`, or one test for each operator under the field. */
function readFieldTests({ node, keyPlace }: TreeEntry, { subject, scope }: Tested, report: Report): Parts {
  const { reference: field } = subject;
  if (node.kind !== 'mapping') {
    const test = testReader('in', subject, scope)(node, report);
    return test && [{ kind: 'test', field, test, place: keyPlace }];
  }
  const tests = entriesOf(node, `an operator under ${quoted(subject.name)}`, report)?.map(entry => {
    const operator = findOperator(entry, subject, report);
    const test = operator && testReader(operator, subject, scope)(entry.node, report);
    return test && ({ kind: 'test', field, test, place: entry.keyPlace } as const);
  });
  return tests?.every(test => test !== undefined) ? tests : undefined;
}

function findOperator({ key, keyPlace }: TreeEntry, subject: Subject, report: Report): Operator | undefined {
  const valid = operatorsOn(subject.type);
  const operator = valid.find(name => name === key);
  if (operator !== undefined) return operator;
  if (isOperator(key)) {
    const { on } = OPERATORS[key];
    return report.error(keyPlace, {
      code: 'operator-type',
      message: `${quoted(key)} is for ${listed(on === 'every type' ? TYPES : on)} fields, and ${quoted(subject.name)} is ${fieldOf(subject.type)}`,
      fix: `use one of ${valid.map(quoted).join(', ')}`,
    });
  }
  const other = operatorCalled(key);
  return report.error(keyPlace, {
    code: 'unknown-key',
    message: `${quoted(key)} is no operator`,
    fix: other === undefined ? suggest(key, valid, report) : `write ${quoted(other)}`,
  });
}

function listed(names: readonly string[]): string {
  return names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function onlyInStages({ key, keyPlace }: TreeEntry, report: Report): undefined {
  return report.error(keyPlace, {
    code: 'only-in-stages',
    message: `${quoted(key)} can be asked for in \`stages\` only`,
    fix: 'use criteria and fields here',
  });
}

function joined(parts: readonly Condition[], place: Place): Condition {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'all', of: parts, place };
}
