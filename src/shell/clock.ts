import type { Day } from '../model/lead.ts';

const DAY_IN_MILLISECONDS = 86_400_000;

/** Today by the local calendar, which is what somebody at this machine calls today. */
export function today(): Day {
  const now = new Date();
  return Math.floor(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY_IN_MILLISECONDS);
}

/** Seconds on a clock that never goes back. */
export function seconds(): number {
  // `performance` would load what a short run does not need.
  const [whole, nanoseconds] = process.hrtime();
  return whole + nanoseconds / 1e9;
}

/** This moment, to be told to people. */
export function now(): Date {
  return new Date();
}
