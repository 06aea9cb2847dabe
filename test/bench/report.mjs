/** What the measurements come to: medians, ratios, a table. */
import Table from 'cli-table3';

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The figures of one contender; those of one that was measured on fewer rows are extrapolated linearly. */
export function figures({ contender, list, cores, measurements }, rows) {
  const scale = rows / list.rows;
  const runs = measurements.map(({ seconds }) => seconds * scale);
  const seconds = { median: median(runs), min: Math.min(...runs), max: Math.max(...runs), runs };
  return {
    id: contender.id,
    label: contender.label,
    cores,
    measuredRows: list.rows,
    extrapolated: scale !== 1,
    seconds,
    megabytesPerSecond: (list.bytes * scale) / 1e6 / seconds.median,
    peakMegabytes: Math.max(...measurements.map(({ peakBytes }) => peakBytes)) / 1e6,
  };
}

/** The same figures with how many times leadsieve's time each took on as many cores; null without leadsieve. */
export function withRatios(results) {
  return results.map(result => {
    const leadsieve = results.find(({ id, cores }) => id === 'leadsieve' && cores === result.cores);
    return { ...result, timesLeadsieve: leadsieve ? result.seconds.median / leadsieve.seconds.median : null };
  });
}

const BARE = Object.fromEntries(
  [
    ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
  ].map(name => [name, name === 'middle' ? '  ' : '']),
);

function table(head, rows) {
  const made = new Table({
    head,
    chars: BARE,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: head.map((_, column) => (column === 0 ? 'left' : 'right')),
  });
  made.push(...rows);
  return made.toString();
}

const spread = ({ median, min, max }, digits) => [
  median.toFixed(digits),
  `${min.toFixed(digits)}–${max.toFixed(digits)}`,
];

/** The results as text. */
export function formatReport({ rows, bytes, runs, pinned, results, startUp, missing }) {
  const lines = results.map(result => [
    `${result.label}${result.extrapolated ? ' *' : ''}`,
    result.cores,
    ...spread(result.seconds, 2),
    result.megabytesPerSecond.toFixed(1),
    Math.round(result.peakMegabytes),
    result.timesLeadsieve === null ? '' : `${result.timesLeadsieve.toFixed(2)}×`,
  ]);
  const starts = startUp.map(({ label, seconds, peakMegabytes }) => [
    label,
    ...spread({ median: seconds.median * 1e3, min: seconds.min * 1e3, max: seconds.max * 1e3 }, 0),
    Math.round(peakMegabytes),
  ]);
  const few = results.find(({ extrapolated }) => extrapolated);
  return [
    `${rows.toLocaleString('en')} rows, ${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB, 23 columns, 15 rules; ` +
      `${runs === 1 ? 'one run' : `medians of ${runs} runs`}; stage counts of all agree`,
    pinned ? 'one core: held to one by taskset' : 'one core: one thread for the work, not held to one core',
    '',
    table(['', 'cores', 'seconds', 'min–max', 'MB/s', 'peak MB', '× leadsieve'], lines),
    ...(few
      ? ['', `* measured on ${few.measuredRows.toLocaleString('en')} rows, extrapolated linearly`]
      : []),
    ...missing.map(label => `${label}: not installed, left out`),
    '',
    table(['start to exit', 'ms', 'min–max', 'peak MB'], starts),
    '',
  ].join('\n');
}
