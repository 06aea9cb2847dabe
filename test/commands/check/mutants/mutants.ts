import fc from 'fast-check';
import { type Document, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { CHANGES, type Chance, type Place } from './rulebook-faults.ts';

export interface Mutant {
  /** The kind of fault and where: `threshold at criteria/budget/when/budget_amount/gte`. */
  readonly what: string;
  readonly text: string;
}

/** What no verdict depends on. */
const ABOUT: ReadonlySet<string> = new Set([
  'tests',
  'rulebook',
  'version',
  'description',
  'owner',
  'review_by',
]);

/** The text of a rulebook with one fault in it, as hands make them: the kind of fault first, then its place. */
export function mutateRulebook(text: string, seed: number): Mutant {
  const chance = chanceOf(seed);
  const document = parse(text);
  const places = placesOf(document);
  const kinds = Object.entries(CHANGES);
  for (;;) {
    const [kind, { fits, change }] = kinds[chance(kinds.length)] ?? expectSome();
    const fitting = places.filter(fits);
    const place = fitting[chance(Math.max(1, fitting.length))];
    if (place === undefined || change(place, { chance, places }) === 'nothing') continue;
    return { what: `${kind} at ${place.path.join('/')}`, text: document.toString({ lineWidth: 0 }) };
  }
}

/** The text written otherwise without another meaning: its style, its comments, keys for other tools. */
export function rewriteRulebook(text: string, seed: number): string {
  const chance = chanceOf(seed);
  const document = parse(text);
  document.commentBefore = ` leads are judged by this, ${seed}`;
  document.set('x-note', seed);
  for (const { node, path } of placesOf(document)) {
    if (isScalar(node) && typeof node.value === 'string' && chance(3) === 0) node.type = 'QUOTE_DOUBLE';
    if (isMap(node) && chance(4) === 0) node.set(`x-${path.length}`, chance(9));
    if ((isMap(node) || isSeq(node)) && path.length > 2 && chance(3) === 0) node.flow = true;
  }
  return document.toString({ lineWidth: 40 + chance(100) });
}

function parse(text: string): Document {
  return parseDocument(text, { version: '1.2', schema: 'core' }) as Document;
}

function chanceOf(seed: number): Chance {
  // Neighbouring seeds start alike, so they are spread over all 32 bits.
  const numbers = fc.sample(fc.noBias(fc.nat()), { seed: Math.imul(seed, 0x9e3779b1), numRuns: 4000 });
  let next = 0;
  return below => (numbers[next++ % numbers.length] ?? 0) % below;
}

function expectSome(): never {
  throw new Error('there are no kinds of fault');
}

/** Everything in a document that a verdict may depend on. */
function placesOf(document: Document): readonly Place[] {
  const places: Place[] = [];
  const add = (place: Omit<Place, 'document'>): void => {
    places.push({ ...place, document });
    visit(place.node, place.path);
  };
  function visit(node: unknown, path: readonly string[]): void {
    if (isMap(node)) {
      for (const pair of node.items) {
        const key = String(isScalar(pair.key) ? pair.key.value : pair.key);
        if (path.length === 0 && ABOUT.has(key)) continue;
        add({ path: [...path, key], pair, node: pair.value, within: node });
      }
    }
    if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) {
        add({ path: [...path, String(index)], node: item, within: node });
      }
    }
  }
  visit(document.contents, []);
  return places;
}
