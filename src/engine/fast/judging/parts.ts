import type { CountedPart } from '../../../costs/tally/outcome-counts.ts';
import type { TallyBuilder, VerdictSlot } from '../../../costs/tally/tally.ts';
import type { Judge } from '../../../judging/judge.ts';
import type { JudgedCriteria } from '../../../judging/parts/criteria-part.ts';
import { type JudgedScore, worldsOf } from '../../../judging/parts/score-part.ts';
import type { JudgedStanding } from '../../../judging/parts/standing-part.ts';
import type { Day } from '../../../model/lead.ts';
import type { Rulebook } from '../../../model/rulebook.ts';
import type { Kernel } from '../../../records/kernel.ts';
import { createRegion, type Region } from '../../../records/kernel-region.ts';
import type { ReadFields } from '../reading/lead-reader.ts';
import { createRemembered, type Remembered } from './remembered.ts';

/** A standing, and where the tally counts it. */
export interface CountedStanding {
  readonly part: JudgedStanding;
  readonly slot: VerdictSlot;
}

/** A standing as its row shows it: with the day of its follow-up, where that is counted from a date of the lead's own. */
export interface ShownStanding {
  readonly standing: number;
  readonly followUpBy: Day | undefined;
}

/** What differs row by row. */
export interface RowFacts {
  readonly flags: number;
  /** Names of the fields that were read as invalid. */
  readonly invalid: readonly string[];
}

export type RememberedScores = Remembered<JudgedScore> & {
  /** By number: where the ends stand among the stages' thresholds; the points; all ends. */
  readonly places: Region;
  readonly points: Region;
  readonly ends: Region;
};

/** The parts of verdicts that are remembered, each for all vectors of what it depends on. */
export interface Parts {
  readonly criteria: Remembered<JudgedCriteria>;
  readonly groups: readonly RememberedScores[];
  readonly totals: Remembered<{ readonly score: number; readonly grade?: string }>;
  readonly standings: Remembered<CountedStanding>;
  readonly shown: Remembered<ShownStanding>;
  readonly rows: Remembered<RowFacts>;
  /** Changes when all is forgotten. */
  epoch: number;
  /** Batches that are not written yet. */
  users: number;
}

export interface PartsOptions {
  readonly judge: Judge;
  readonly rulebook: Rulebook;
  readonly fields: ReadFields;
  readonly tally: TallyBuilder;
}

const WORD = 4;
const DOUBLE = 8;
/** Bits of a word that invalid fields are marked in. */
export const MARKS = 30;

/** Ends of intervals that a score has: now and best in each world, if stages ask for the total. */
export function countEnds(judge: Judge, rulebook: Rulebook): number {
  return judge.parts.standing.thresholds.total.length === 0 ? 0 : worldsOf(rulebook).length * 2;
}

/**
 * How where those ends stand among the stages' thresholds is packed into words: places of `perWord` ends in each. A vector
 * of fewer words is found sooner.
 */
export function packEnds(
  judge: Judge,
  rulebook: Rulebook,
): { readonly perWord: number; readonly words: number } {
  const places = judge.parts.standing.thresholds.total.length * 2 + 1;
  const perWord = Math.max(1, Math.floor(MARKS / Math.log2(places)));
  return { perWord, words: Math.ceil(countEnds(judge, rulebook) / perWord) };
}

export function createParts(kernel: Kernel, { judge, rulebook, fields }: PartsOptions): Parts {
  const { parts } = judge;
  const ends = countEnds(judge, rulebook);
  return {
    criteria: createRemembered<JudgedCriteria>(kernel, {
      width: parts.criteria.fields.length,
      keyOf: ({ key }) => key,
    }),
    groups: parts.groups.map((group, index) =>
      rememberScores(kernel, {
        width: group.fields.length,
        ends,
        thresholds: parts.standing.thresholds.groups[index] ?? [],
      }),
    ),
    totals: createRemembered(kernel, { width: 2 }),
    standings: createRemembered<CountedStanding>(kernel, {
      width: 2 + parts.groups.length + packEnds(judge, rulebook).words + parts.standing.fields.length,
      keyOf: ({ part }) => JSON.stringify(part),
    }),
    shown: createRemembered(kernel, { width: 2 }),
    rows: createRemembered(kernel, { width: 1 + Math.ceil(fields.judged.length / MARKS) }),
    epoch: 0,
    users: 0,
  };
}

/** Vectors known at once for each part; more only while batches that use them wait. */
const MOST_VECTORS = 1 << 14;

function allOf(parts: Parts): readonly Remembered<unknown>[] {
  const { criteria, groups, totals, standings, shown, rows } = parts;
  return [criteria, ...groups, totals, standings, shown, rows];
}

export function isFull(parts: Parts): boolean {
  return allOf(parts).some(({ size }) => size() > MOST_VECTORS);
}

/** Forgets all parts, once what is counted of them has been added up. */
export function forget(parts: Parts): void {
  for (const part of allOf(parts)) part.clear();
  parts.epoch++;
}

/** Adds what is counted of parts by their numbers to the tally, and counts from 0 again. */
export function addUp(kernel: Kernel, { criteria, groups, totals }: Parts, tally: TallyBuilder): void {
  const add = <Part>({ values, counters }: Remembered<Part>, said: (part: Part) => CountedPart): void => {
    const first = counters() / WORD;
    for (const [number, part] of values.entries()) {
      const leads = kernel.words[first + number] ?? 0;
      if (leads > 0) tally.countPart(said(part), leads);
    }
    kernel.words.fill(0, first, first + values.length);
  };
  add(criteria, ({ criteria: answers }) => ({ criteria: answers }));
  for (const group of groups) add(group, ({ rulesMet }) => ({ rulesMet }));
  add(totals, ({ score }) => ({ score }));
}

interface ScoreOptions {
  readonly width: number;
  readonly ends: number;
  readonly thresholds: readonly number[];
}

function rememberScores(kernel: Kernel, { width, ends, thresholds }: ScoreOptions): RememberedScores {
  const places = createRegion(kernel, WORD);
  const points = createRegion(kernel, DOUBLE);
  const allEnds = createRegion(kernel, DOUBLE);
  const known = new Map<string, number>();
  const remembered = createRemembered<JudgedScore>(kernel, {
    width,
    keyOf: part => `${endsOf(part)} ${part.rulesMet} ${rulesOf(part)} ${JSON.stringify(part.reasons)}`,
    onAdd: (part, number) => {
      const own = endsOf(part);
      places.makeRoom((number + 1) * WORD, number * WORD);
      points.makeRoom((number + 1) * DOUBLE, number * DOUBLE);
      allEnds.makeRoom((number + 1) * ends * DOUBLE, number * ends * DOUBLE);
      const key = own.map(end => placeAmong(end, thresholds)).join(' ');
      kernel.words[places.address / WORD + number] = numberOf(key, known);
      kernel.doubles[points.address / DOUBLE + number] = part.points;
      kernel.doubles.set(own.slice(0, ends), allEnds.address / DOUBLE + number * ends);
    },
  });
  return { ...forgetting(remembered, known), places, points, ends: allEnds };
}

/** The ends of a score's interval in each world: now and best, one after the other. */
function endsOf({ scores }: JudgedScore): readonly number[] {
  return scores.flatMap(({ now, best }) => [now.points, best.points]);
}

/** What each rule answers and adds. */
function rulesOf({ scores: [now] }: JudgedScore): readonly string[] {
  return now?.rules.map(rule => `${rule.answer} ${rule.now} ${rule.best}`) ?? [];
}

/** Where a number stands among ascending thresholds: odd on one of them, even between. */
function placeAmong(number: number, thresholds: readonly number[]): number {
  const above = thresholds.filter(threshold => number > threshold).length;
  return above * 2 + (number === thresholds[above] ? 1 : 0);
}

/** Numbers texts from 0, equal ones alike. */
function numberOf(key: string, known: Map<string, number>): number {
  const number = known.get(key) ?? known.size;
  known.set(key, number);
  return number;
}

/** What is numbered by keys forgets these too: standings, which alone go by their numbers, are forgotten with it. */
function forgetting<Part>(remembered: Remembered<Part>, known: Map<string, number>): Remembered<Part> {
  return {
    ...remembered,
    clear() {
      remembered.clear();
      known.clear();
    },
  };
}
