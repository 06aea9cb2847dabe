import { type Document, isCollection, isMap, isScalar, isSeq, type Pair, parseDocument, visit } from 'yaml';

/** A change to one key of a YAML text: where, what, and with what; any numbers will do. */
export interface Mutation {
  readonly site: number;
  readonly kind: number;
  readonly choice: number;
}

const OTHER_VALUES: readonly unknown[] = [
  7,
  -1,
  0.125,
  true,
  null,
  '',
  'nonsense',
  'NO',
  '2026-11-01',
  [],
  {},
  ['a', 'b'],
  { a: 1 },
  [[1]],
  [{}],
  '$free_mail',
];

/** Keys from all over the language, so that some are right in another place. */
const OTHER_KEYS: readonly string[] = [
  'when',
  'points',
  'min',
  'max',
  'all',
  'any',
  'framework',
  'score',
  'gte',
  'in',
  'has_word',
  'columns',
  'x-mine',
  'true',
  'extends',
  'total',
  'été',
];

type Change = (pair: Pair, document: Document, choice: number) => void;

const CHANGES: readonly Change[] = [
  (pair, document, choice) => {
    const key = String(isScalar(pair.key) ? pair.key.value : pair.key);
    const at = choice % (key.length + 1);
    const renamed = [`${key}s`, key.toUpperCase(), key.slice(0, at) + key.slice(at + 1), `${key} x`, 'x'][
      choice % 5
    ];
    pair.key = document.createNode(choice % 3 === 0 ? OTHER_KEYS[choice % OTHER_KEYS.length] : renamed);
  },
  (pair, document, choice) => {
    pair.value = document.createNode(OTHER_VALUES[choice % OTHER_VALUES.length]);
  },
  (pair, document) => {
    const { value } = pair;
    if (isSeq(value)) pair.value = value.items[0];
    else {
      const wrapped = document.createNode([]) as { items: unknown[] };
      wrapped.items.push(value);
      pair.value = wrapped;
    }
  },
  (pair, document, choice) => {
    const { value } = pair;
    if (isSeq(value) && value.items.length > 0) {
      value.items[choice % value.items.length] = document.createNode(
        OTHER_VALUES[choice % OTHER_VALUES.length],
      );
    } else if (isMap(value)) value.items = value.items.slice(0, choice % value.items.length);
    else if (isScalar(value)) {
      delete value.source;
      value.value = typeof value.value === 'number' ? `${value.value} units` : `${value.value}x`;
    }
  },
];

/** The text with one key deleted, renamed, given another value or another shape; and what was done to which key. */
export function mutate(text: string, { site, kind, choice }: Mutation): { text: string; what: string } {
  const document = parseDocument(text, { version: '1.2', schema: 'core', keepSourceTokens: false });
  const pairs: { pair: Pair; within: { items: unknown[] } }[] = [];
  visit(document, {
    Pair(_key, pair, path) {
      const within = path.at(-1);
      if (isCollection(within)) pairs.push({ pair, within });
    },
  });
  const chosen = pairs[site % pairs.length];
  if (chosen === undefined) return { text, what: 'nothing' };
  const name = String(isScalar(chosen.pair.key) ? chosen.pair.key.value : '');
  const change = CHANGES[kind % (CHANGES.length + 1)];
  if (change === undefined) chosen.within.items = chosen.within.items.filter(item => item !== chosen.pair);
  else change(chosen.pair, document, choice);
  return {
    text: document.toString({ lineWidth: 0 }),
    what: `${kind % (CHANGES.length + 1)} ${name} ${choice}`,
  };
}
