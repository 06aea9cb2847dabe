/** How many leads of each source came to which stage, as every contender counted them. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** @typedef {ReadonlyMap<string, ReadonlyMap<string, number>>} StageCounts by source, then by stage of the ladder */

/**
 * Of lines with a source, a stage and a number of leads.
 * @param {Iterable<readonly [source: string, stage: string, leads: number]>} lines
 * @returns {StageCounts}
 */
export function stageCounts(lines) {
  const counts = new Map();
  for (const [source, stage, leads] of lines) {
    if (leads === 0) continue;
    const name = source.toLowerCase();
    const stages = counts.get(name) ?? new Map();
    counts.set(name, stages.set(stage, (stages.get(stage) ?? 0) + leads));
  }
  return counts;
}

/**
 * What a contender wrote as CSV: source, stage, leads.
 * @param {string} file
 */
export function countsOfTable(file) {
  const lines = parse(readFileSync(file), { columns: true });
  return stageCounts(lines.map(({ source, stage, leads }) => [source, stage, Number(leads)]));
}

/**
 * What leadsieve wrote as summary.json.
 * @param {string} file
 */
export function countsOfSummary(file) {
  const { sources } = JSON.parse(readFileSync(file, 'utf8'));
  return stageCounts(
    sources.flatMap(({ source, stages }) =>
      Object.entries(stages).map(([stage, leads]) => [source, stage, leads]),
    ),
  );
}

/**
 * The same without stages, duplicates included: all that two runs have in common of which one leaves duplicates out.
 * @param {string} file
 */
export function leadsOfSummary(file) {
  const { sources } = JSON.parse(readFileSync(file, 'utf8'));
  return stageCounts(sources.map(({ source, leads, duplicates }) => [source, 'leads', leads + duplicates]));
}

/**
 * Counts of leads without their stages.
 * @param {StageCounts} counts
 */
export function withoutStages(counts) {
  return stageCounts(
    [...counts].flatMap(([source, stages]) => [...stages.values()].map(leads => [source, 'leads', leads])),
  );
}

/**
 * The first source and stage, in alphabetical order, that two contenders count differently; undefined if they agree.
 * @param {StageCounts} expected
 * @param {StageCounts} found
 */
export function firstDifference(expected, found) {
  const places = [expected, found].flatMap(counts =>
    [...counts].flatMap(([source, stages]) =>
      [...stages.keys()].map(stage => JSON.stringify([source, stage])),
    ),
  );
  for (const place of [...new Set(places)].sort()) {
    const [source, stage] = JSON.parse(place);
    const [wanted, got] = [expected, found].map(counts => counts.get(source)?.get(stage) ?? 0);
    if (wanted !== got) return { source, stage, expected: wanted, found: got };
  }
  return undefined;
}
