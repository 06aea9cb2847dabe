import type { Day } from '../model/lead.ts';

const DAY_IN_MILLISECONDS = 86_400_000;

/** Today by the local calendar, which is what somebody at this machine calls today. */
export function today(): Day {
  const now = new Date();
  return Math.floor(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY_IN_MILLISECONDS);
}

/** Seconds on a clock that never goes back. */
export function seconds(): number {
  return performance.now() / 1000;
}

/** This moment, to be told to people. */
export function now(): Date {
  return new Date();
}
