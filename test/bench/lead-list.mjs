/** The list of the benchmark: like an export of a CRM, 23 columns, the same bytes for the same seed and row. */
import { writeSync } from 'node:fs';
import { createRandom } from './random.mjs';
import * as words from './vocabulary.mjs';

const HEADER = [
  'Lead ID',
  'Created Date',
  'First Name',
  'Last Name',
  'Email',
  'Phone',
  'Company',
  'Website',
  'Job Title',
  'Department',
  'Industry',
  'Employees',
  'Annual Revenue',
  'Country',
  'City',
  'Region',
  'Lead Source',
  'Campaign',
  'Budget',
  'Timeline',
  'Last Activity Date',
  'Opted Out',
  'Notes',
].join(',');

/** The day of the run: nothing in the list was created after it. */
export const AS_OF = '2026-11-01';
export const SEED = 20261101;

const DAYS_BACK = 500;
const DAYS_AHEAD = 3;
const CHUNK_BYTES = 1 << 20;

const bareLetters = text =>
  text.toLowerCase().replaceAll('ł', 'l').normalize('NFD').replace(/\p{M}/gu, '').replaceAll(' ', '');

const LOCAL_FIRST = words.FIRST_NAMES.map(bareLetters);
const LOCAL_LAST = words.LAST_NAMES.map(bareLetters);
const HOSTS = words.COMPANIES.map(bareLetters);
/** Index d is the day d days before the last possible one. */
const DAYS = Array.from({ length: DAYS_BACK + DAYS_AHEAD + 1 }, (_, back) =>
  new Date(Date.parse(AS_OF) + (DAYS_AHEAD - back) * 86_400_000).toISOString().slice(0, 10),
);

/**
 * Name, address, company and website; equal for equal sequences, so that a repeated lead is the same person.
 * @param {import('./random.mjs').Random} random
 */
function person(random) {
  const first = random.integer(LOCAL_FIRST.length);
  const last = random.integer(LOCAL_LAST.length);
  const company = random.integer(HOSTS.length);
  const form = random.pick(words.COMPANY_FORMS);
  const host = `${HOSTS[company]}${random.pick(words.DOMAIN_ENDS)}`;
  const local = `${LOCAL_FIRST[first]}.${LOCAL_LAST[last]}`;
  const kind = random.integer(1000);
  let email = `${local}@${host}`;
  if (kind < 250) email = `${local}${random.integer(10_000)}@${random.pick(words.SHARED_MAIL)}`;
  else if (kind < 260) email = `${local}@${random.pick(words.RIVALS)}`;
  else if (kind < 290) email = '';
  else if (kind < 294) email = `${local}.${host}`;
  else if (kind < 330) email = email.toUpperCase();
  return {
    name: `${words.FIRST_NAMES[first]},${words.LAST_NAMES[last]}`,
    email,
    company: random.happens(6) ? '' : `${words.COMPANIES[company]}${form}`,
    website: random.happens(45) ? '' : random.happens(20) ? `https://www.${host}` : host,
  };
}

/** @param {import('./random.mjs').Random} random */
function phone(random) {
  const kind = random.integer(10);
  const four = String(random.integer(10_000)).padStart(4, '0');
  if (kind < 3) return '';
  if (kind < 6) return `+33 1 99 00 ${four}`;
  if (kind < 8) return `020 7946 ${four}`;
  return `555-01${four.slice(2)}`;
}

/**
 * A plain whole number of 1 to `digits` digits, every length as likely.
 * @param {import('./random.mjs').Random} random
 */
const whole = (random, digits) => 1 + random.integer(10 ** (1 + random.integer(digits)) - 1);

/** @param {import('./random.mjs').Random} random */
function plannedBudget(random) {
  const kind = random.integer(100);
  if (kind < 14) return '';
  if (kind < 16) return 'n/a';
  if (kind < 70) return `${(1 + random.integer(random.integer(60) + 1)) * 1000}`;
  return `${500 + random.integer(40_000)}`;
}

/** @param {import('./random.mjs').Random} random */
function note(random) {
  const kind = random.integer(100);
  if (kind < 10) {
    const rest = `""${random.pick(words.NOTE_QUOTES)}"", ${random.pick(words.NOTE_ENDS)}`;
    return `"${random.pick(words.NOTE_STARTS)} ${rest}"`;
  }
  return kind < 40 ? random.pick(words.SHORT_NOTES) : '';
}

/**
 * One choice, the first ones more often; in so many per cent of the cells nothing.
 * @param {import('./random.mjs').Random} random
 */
const orBlank = (random, percent, choices) => (random.happens(percent) ? '' : random.lean(choices));

/**
 * The six columns that an interested lead fills in, or nothing for a lead that was only imported.
 * @param {import('./random.mjs').Random} random
 */
function qualification(random) {
  if (random.happens(15))
    return { industry: '', employees: '', campaign: '', budget: '', timeline: '', optedOut: '' };
  return {
    industry: random.happens(1) ? 'N/A' : orBlank(random, 8, words.INDUSTRIES),
    employees: random.happens(1) ? 'n/a' : random.happens(8) ? '' : whole(random, 4),
    campaign: orBlank(random, 6, words.CAMPAIGNS),
    budget: plannedBudget(random),
    timeline: random.happens(1) ? 'Unknown' : orBlank(random, 12, words.TIMELINES),
    optedOut: random.happens(4) ? random.pick(['yes', 'Yes', 'YES']) : 'no',
  };
}

/**
 * The row of a number from 1, without its line ending.
 * @param {number} row
 * @param {import('./random.mjs').Random} random
 */
export function leadRow(row, random) {
  random.start(-row);
  const whose = random.happens(2) ? 1 + random.integer(row) : row;
  random.start(whose);
  const { name, email, company, website } = person(random);
  random.start(-row - 2 ** 30);
  const createdBack = DAYS_AHEAD + random.integer(DAYS_BACK);
  const activeBack = random.happens(0.5)
    ? random.integer(DAYS_AHEAD)
    : DAYS_AHEAD + random.integer(createdBack);
  const title = random.happens(9) ? '' : random.pick(words.TITLES);
  const { industry, employees, campaign, budget, timeline, optedOut } = qualification(random);
  return [
    `L${1_000_000 + row}`,
    DAYS[createdBack],
    name,
    email,
    phone(random),
    company,
    website,
    random.happens(1) ? ` ${title} ` : title,
    orBlank(random, 30, words.DEPARTMENTS),
    industry,
    employees,
    random.happens(30) ? '' : whole(random, 9),
    random.happens(1) ? '-' : orBlank(random, 7, words.COUNTRIES),
    orBlank(random, 15, words.CITIES),
    orBlank(random, 30, words.REGIONS),
    orBlank(random, 5, words.SOURCES),
    campaign,
    budget,
    timeline,
    random.happens(14) ? '' : DAYS[activeBack],
    optedOut,
    note(random),
  ].join(',');
}

/**
 * Writes a list of so many rows to an open file or pipe and returns its size in bytes.
 * @param {{ rows: number, file: number, seed?: number }} options
 */
export function writeList({ rows, file, seed = SEED }) {
  const random = createRandom(seed);
  let text = `${HEADER}\n`;
  let bytes = 0;
  for (let row = 1; row <= rows; row++) {
    text += `${leadRow(row, random)}\n`;
    if (text.length < CHUNK_BYTES && row < rows) continue;
    bytes += writeAll(file, Buffer.from(text));
    text = '';
  }
  return rows === 0 ? writeAll(file, Buffer.from(text)) : bytes;
}

/** Writes all bytes, also into a pipe that is full for the moment. */
function writeAll(file, bytes) {
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(file, bytes, done);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
  return bytes.length;
}
