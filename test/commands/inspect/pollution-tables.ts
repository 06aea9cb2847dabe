/** A seeded sequence of its own (the minimal standard generator), so that the figures of the test stay. */
function createChance(seed: number) {
  let state = seed;
  const integer = (below: number): number => {
    state = (state * 48_271) % 0x7fffffff;
    return state % below;
  };
  const pick = <T>(choices: readonly [T, ...T[]]): T => choices[integer(choices.length)] ?? choices[0];
  return { integer, pick };
}

/** A clean table: header first, every row as wide. */
export interface CleanTable {
  readonly name: string;
  readonly cells: readonly (readonly string[])[];
}

const FIRST = ['Ann', 'Bob', 'Zoé', 'Łucja', 'Inès', 'Jörg', "D'Arcy", 'Wójcik'] as const;
const TOWN = ['Paris', 'Łódź', 'Nîmes', 'Köln', 'York', 'Gdańsk', 'Le Mans', "L'Haÿ"] as const;
const NOTE = [
  'asked for a demo, then for a price',
  'a 24" screen, two of them',
  'won\'t call back; try "Ms. Doe"',
  'first line\nsecond line, at the end',
  'plain',
  '',
] as const;

/** Leads with addresses, figures, dates and notes of every awkward sort. */
function leads(seed: number): CleanTable {
  const { integer, pick } = createChance(seed);
  const rows = Array.from({ length: 40 }, (_, row) => [
    `lead${row}@company${integer(30)}.example`,
    `${pick(FIRST)} ${pick(FIRST)}`,
    pick(TOWN),
    String(1 + integer(900)),
    `2026-0${1 + integer(9)}-1${integer(10)}`,
    pick(NOTE),
    `https://company${integer(30)}.example/${row}`,
  ]);
  return {
    name: 'leads',
    cells: [['email', 'full name', 'town', 'employees', 'created', 'note', 'website'], ...rows],
  };
}

/** A product list: codes, prices with decimals, times, empty last column. */
function orders(seed: number): CleanTable {
  const { integer, pick } = createChance(seed);
  const rows = Array.from({ length: 40 }, (_, row) => [
    `${10 + integer(18)}/0${1 + integer(9)}/2026`,
    `${10 + integer(10)}:${10 + integer(49)}`,
    `AB-${1000 + row}`,
    `$${integer(90)}.${10 + integer(89)}`,
    `${pick(['Round Table', 'Desk, oak', 'Lamp 10"', "Men's Boots"])}`,
    `${pick(NOTE)} ${row}`.trim(),
    '',
  ]);
  return {
    name: 'orders',
    cells: [['date', 'time', 'code', 'price', 'product', 'description', 'comment'], ...rows],
  };
}

/** Nothing but short words: no figures tell where the header ends. */
function people(seed: number): CleanTable {
  const { pick, integer } = createChance(seed);
  const rows = Array.from({ length: 30 }, (_, row) => [
    `${pick(FIRST)}-${String.fromCharCode(97 + (row % 26))}${String.fromCharCode(97 + integer(26))}`,
    pick(TOWN),
    pick(['sales', 'purchasing, indirect', 'IT', 'the "board"']),
  ]);
  return { name: 'people', cells: [['name', 'home town', 'department'], ...rows] };
}

export const CLEAN_TABLES: readonly CleanTable[] = [leads(11), orders(22), people(33)];
