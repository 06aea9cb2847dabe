import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/** Whole numbers from 0 up to `below`, one after another; the same seed gives the same. */
export type Chance = (below: number) => number;

/** One entry of a mapping or item of a list, and how it is reached. */
export interface Place {
  /** Keys from the top, its own last; items go by their number. */
  readonly path: readonly string[];
  /** Absent for an item of a list. */
  readonly pair?: Pair;
  readonly node: unknown;
  readonly within: YAMLMap | YAMLSeq;
  readonly document: Document;
}

/** What a change may draw on. */
interface Means {
  readonly chance: Chance;
  readonly places: readonly Place[];
}

/** One kind of fault: where it can be made, and how. */
interface Change {
  readonly fits: (place: Place) => boolean;
  /** `nothing` where this place has nothing to change after all. */
  readonly change: (place: Place, means: Means) => 'nothing' | undefined;
}

const ORDER_OPERATORS = ['gt', 'gte', 'lt', 'lte'];
const TEXT_OPERATORS = ['contains', 'has_word', 'starts_with', 'ends_with', 'in', 'not_in'];
const DAY_OPERATORS = ['within_last_days', 'within_next_days', 'older_than_days'];
const TYPES = ['text', 'number', 'date', 'boolean', 'email', 'url', 'phone'];
const SECTIONS = ['sets', 'fields', 'criteria', 'frameworks', 'scores'];
const REFERENCES = ['criterion', 'framework', 'since', 'per', 'from'];

const keyOf = ({ path }: Place): string => path.at(-1) ?? '';
const inCondition = ({ path }: Place): boolean => path.includes('when');
const under =
  (...keys: readonly string[]) =>
  ({ path }: Place): boolean =>
    keys.includes(path.at(-2) ?? '');
const named =
  (...keys: readonly string[]) =>
  (place: Place): boolean =>
    place.pair !== undefined && keys.includes(keyOf(place));
const isNumber = ({ node }: Place): boolean => isScalar(node) && typeof node.value === 'number';
const isText = ({ node }: Place): boolean => isScalar(node) && typeof node.value === 'string';
const isDefinition = ({ path, pair }: Place): boolean =>
  pair !== undefined && path.length === 2 && SECTIONS.includes(path[0] ?? '');

/** A reference to something by its name. */
function isReference(place: Place): boolean {
  if (!isText(place)) return false;
  const { path, node } = place;
  if (named(...REFERENCES)(place) || (path[0] === 'grades' && keyOf(place) === 'score')) return true;
  if (path[0] === 'frameworks' || path[0] === 'dedupe' || path[0] === 'suppress')
    return place.pair === undefined;
  return String((node as Scalar).value).startsWith('$');
}

/** A field as a condition names it. */
function isFieldKey(place: Place, { places }: Pick<Means, 'places'>): boolean {
  const fields = places.filter(isDefinition).filter(({ path }) => path[0] === 'fields');
  return (
    place.pair !== undefined && inCondition(place) && fields.some(field => keyOf(field) === keyOf(place))
  );
}

function set({ node }: Place, value: unknown): undefined {
  const scalar = node as Scalar;
  delete scalar.source;
  delete scalar.format;
  scalar.value = value;
}

function rename({ pair, document }: Place, key: string): undefined {
  if (pair !== undefined) pair.key = document.createNode(key);
}

function remove({ within, pair, node }: Place): undefined {
  const items: unknown[] = within.items;
  items.splice(items.indexOf(pair ?? node), 1);
}

function misspell(word: string, chance: Chance): string {
  const at = chance(word.length);
  const [left, letter, right] = [word.slice(0, at), word[at] ?? '', word.slice(at + 1)];
  return (
    [
      left + right,
      left + letter + letter + right,
      `${left}${right[0] ?? 'x'}${letter}${right.slice(1)}`,
      `${word}s`,
    ][chance(4)] ?? word
  );
}

/** A number a little or much more or less, of another sign, or nothing. */
function otherNumber(number: number, chance: Chance): number {
  const tenth = Math.max(1, Math.round(Math.abs(number) / 10));
  return (
    [number + 1, number - 1, number + tenth, number - tenth, number * 10, -number, 0][chance(7)] ?? number
  );
}

function changeNumber(place: Place, { chance }: Means): 'nothing' | undefined {
  const was = Number((place.node as Scalar).value);
  const is = otherNumber(was, chance);
  return Object.is(was, is) || is === was ? 'nothing' : set(place, is);
}

function oneOther(of: readonly string[], { not, chance }: { not: string; chance: Chance }): string {
  const others = of.filter(word => word !== not);
  return others[chance(Math.max(1, others.length))] ?? not;
}

/** Two items of a collection that change places. */
function swapWithin({ node }: Place, { chance }: Means): 'nothing' | undefined {
  const items: unknown[] = isSeq(node) || isMap(node) ? node.items : [];
  if (items.length < 2) return 'nothing';
  const one = chance(items.length);
  const other = (one + 1 + chance(items.length - 1)) % items.length;
  [items[one], items[other]] = [items[other], items[one]];
  return undefined;
}

/** What two entries of a section mean, under each other's name. */
function swapBodies(place: Place, { chance, places }: Means): 'nothing' | undefined {
  const others = places.filter(
    other => other.within === place.within && other !== place && isDefinition(other),
  );
  const other = others[chance(Math.max(1, others.length))];
  if (other?.pair === undefined || place.pair === undefined) return 'nothing';
  [place.pair.value, other.pair.value] = [other.pair.value, place.pair.value];
  return undefined;
}

function renameReference(place: Place, { chance, places }: Means): 'nothing' | undefined {
  const was = String((place.node as Scalar).value);
  const alike = places.filter(other => isReference(other) && keyOf(other) === keyOf(place));
  const texts = [...new Set(alike.map(({ node }) => String((node as Scalar).value)))];
  const is = oneOther(texts, { not: was, chance });
  return is === was ? 'nothing' : set(place, is);
}

function renameField(place: Place, { chance, places }: Means): 'nothing' | undefined {
  if (!isFieldKey(place, { places })) return 'nothing';
  const fields = places.filter(isDefinition).filter(({ path }) => path[0] === 'fields');
  return rename(place, oneOther(fields.map(keyOf), { not: keyOf(place), chance }));
}

/** A `not` or a combination of one becomes what stands in it. */
function unwrap({ within, pair }: Place): 'nothing' | undefined {
  if (pair === undefined || !isMap(pair.value)) return 'nothing';
  const items: unknown[] = within.items;
  items.splice(items.indexOf(pair), 1, ...pair.value.items);
  return undefined;
}

const turnOperator = (operators: readonly string[]): Change => ({
  fits: place => named(...operators)(place) && inCondition(place),
  change: (place, { chance }) => rename(place, oneOther(operators, { not: keyOf(place), chance })),
});

/** All kinds of fault, each as likely as any other. */
export const CHANGES: Readonly<Record<string, Change>> = {
  'misspelt key': {
    fits: ({ pair }) => pair !== undefined,
    change: (place, { chance }) => rename(place, misspell(keyOf(place), chance)),
  },
  'misspelt reference': {
    fits: isReference,
    change: (place, { chance }) => set(place, misspell(String((place.node as Scalar).value), chance)),
  },
  'another reference': { fits: isReference, change: renameReference },
  'another field': { fits: place => place.pair !== undefined && inCondition(place), change: renameField },
  'bodies swapped': { fits: isDefinition, change: swapBodies },
  'key deleted': { fits: ({ pair }) => pair !== undefined, change: remove },
  'another type': {
    fits: named('type'),
    change: (place, { chance }) =>
      set(place, oneOther(TYPES, { not: String((place.node as Scalar).value), chance })),
  },
  'literal of another type': {
    fits: place => inCondition(place) && isScalar(place.node),
    change: (place, { chance }) => set(place, isNumber(place) ? ['ten', '2026-13-01', true][chance(3)] : 12),
  },
  'literal misspelt': {
    fits: place => isText(place) && (inCondition(place) || place.path[0] === 'sets') && !isReference(place),
    change: (place, { chance }) => set(place, misspell(String((place.node as Scalar).value), chance)),
  },
  'boolean turned': {
    fits: ({ node }) => isScalar(node) && typeof node.value === 'boolean',
    change: place => set(place, !(place.node as Scalar).value),
  },
  threshold: { fits: place => isNumber(place) && inCondition(place), change: changeNumber },
  'order operator': turnOperator(ORDER_OPERATORS),
  'text operator': turnOperator(TEXT_OPERATORS),
  'day operator': turnOperator(DAY_OPERATORS),
  combination: turnOperator(['all', 'any']),
  'not dropped': { fits: place => named('not')(place) && inCondition(place), change: unwrap },
  points: { fits: place => named('points')(place) && isNumber(place), change: changeNumber },
  bounds: {
    fits: place => named('min', 'max')(place) && isNumber(place) && !inCondition(place),
    change: changeNumber,
  },
  'decay share': {
    fits: place => isNumber(place) && (under('keep_percent')(place) || named('unknown')(place)),
    change: changeNumber,
  },
  'decay days': {
    fits: under('keep_percent'),
    change: (place, { chance }) => rename(place, String(otherNumber(Number(keyOf(place)), chance))),
  },
  'grade floor': { fits: place => under('bands')(place) && isNumber(place), change: changeNumber },
  'how many': { fits: place => named('pass', 'n', 'days')(place) && isNumber(place), change: changeNumber },
  requirement: {
    fits: ({ path, pair }) => pair !== undefined && path.length === 2 && path[0] === 'frameworks',
    change: ({ node, document }, { chance }) => {
      const criteria = isMap(node) ? node.get('criteria') : undefined;
      if (!isMap(node) || !isSeq(criteria)) return 'nothing';
      const one = criteria.items[chance(criteria.items.length)];
      node.set('require', document.createNode([String(isScalar(one) ? one.value : one)]));
      return undefined;
    },
  },
  'unknown settled': {
    fits: ({ path, pair, node }) =>
      pair !== undefined && path.length === 2 && path[0] === 'criteria' && isMap(node),
    change: ({ node }, { chance }) =>
      void (isMap(node) && node.set('unknown', chance(2) === 0 ? 'met' : 'unmet')),
  },
  'entry dropped': { fits: ({ pair }) => pair === undefined, change: remove },
  'entries swapped': { fits: ({ node }) => isSeq(node) || isMap(node), change: swapWithin },
  'stage dropped': { fits: ({ path }) => path.length === 2 && path[0] === 'stages', change: remove },
  'stages swapped': { fits: ({ path }) => path.length === 1 && path[0] === 'stages', change: swapWithin },
  'another stage': {
    fits: place => named('stage')(place),
    change: (place, { chance }) =>
      set(
        place,
        oneOther(['SQL', 'MQL', 'prospect', 'lead', 'disqualified'], {
          not: String((place.node as Scalar).value),
          chance,
        }),
      ),
  },
  'columns dropped': {
    fits: named('columns', 'aliases', 'blank', 'true', 'false', 'values'),
    change: remove,
  },
  'column dropped': { fits: place => place.pair === undefined && under('columns')(place), change: remove },
  'another locale': {
    fits: place => named('locale')(place) && place.path.length === 1,
    change: (place, { chance }) => set(place, ['fr', 'pl'][chance(2)]),
  },
  'wording changed': {
    fits: named('ask', 'route'),
    change: place => set(place, `${String((place.node as Scalar).value)} (new)`),
  },
};
