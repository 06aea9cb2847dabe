import { describe, expect, it } from 'vitest';
import { changeFrom } from '../../../../src/commands/diff/leads/sources.ts';
import type { Diff } from '../../../../src/commands/diff/model.ts';
import { type DiffPrinter, DIFF_FORMATS as FORMATS } from '../../../../src/commands/diff/report/report.ts';
import { displayWidth } from '../../../../src/terminal/display-width.ts';

const figures = (sql: readonly [number, number], cpsql: readonly [number | null, number | null]) => ({
  leads: changeFrom(1200, 1200),
  mql: changeFrom(300, 290),
  sql: changeFrom(...sql),
  spend: cpsql[0] === null ? changeFrom(null, null) : changeFrom(5000, 5000),
  cpl: changeFrom(null, null),
  cpmql: changeFrom(null, null),
  cpsql: changeFrom(...cpsql),
});

/** A diff with everything that there is to say, and with names that a terminal or a pull request would obey. */
const DIFF: Diff = {
  before: { file: 'old.yaml', revision: 'main', rulebook: 'demo', version: 1, sha256: 'a' },
  after: { file: 'new.yaml', rulebook: 'demo', version: 2, sha256: 'b' },
  as_of: '2026-11-01',
  currency: 'EUR',
  leads_of: 'lists',
  lists: [
    {
      name: 'leads',
      rows: 1210,
      rejected: 3,
      empty: 0,
      encoding: 'utf-8',
      delimiter: ',',
      repairs: 0,
      fields: [],
      doubts: [],
    },
  ],
  rows: { read: 1210, judged: 1200, rejected: 3 },
  meaning_changed: true,
  changes: [
    {
      section: 'scores',
      name: 'fit.size',
      kind: 'changed',
      keys: [{ kind: 'value', key: 'points', before: '20', after: '15', threshold: true }],
      only_thresholds: true,
    },
    {
      section: 'sets',
      name: 'rivals',
      kind: 'changed',
      keys: [{ kind: 'list', key: 'values', removed: ['a'], added: ['b', 'c'] }],
      only_thresholds: false,
    },
    { section: 'stages', name: 'hot', kind: 'added', keys: [], only_thresholds: false },
    {
      section: 'about',
      name: 'version',
      kind: 'changed',
      keys: [{ kind: 'value', key: 'version', before: '1', after: '2', threshold: false }],
      only_thresholds: false,
    },
  ],
  moved: { leads: 12, rate: 0.01, up: 2, down: 9, level: 0, entered: 1, left: 0 },
  stayed: { score: 40, grade: 0, could_be: 3, next_question: 0, route: 0, follow_up: 0 },
  stages: [
    { stage: 'SQL', counts_as: 'SQL', before: 50, after: 43, change: -7 },
    { stage: 'hot', counts_as: 'MQL', before: 0, after: 9, change: 9 },
    { stage: 'lead', counts_as: 'lead', before: 1149, after: 1148, change: -1 },
    { stage: 'duplicate', before: 8, after: 7, change: -1 },
  ],
  matrix: [
    { before: 'SQL', after: 'SQL', leads: 41 },
    { before: 'SQL', after: 'hot', leads: 9 },
    { before: 'lead', after: 'SQL', leads: 2 },
    { before: 'lead', after: 'lead', leads: 1147 },
    { before: 'duplicate', after: 'duplicate', leads: 7 },
    { before: 'duplicate', after: 'lead', leads: 1 },
  ],
  sources: [
    { source: 'evil\u001b[31m|`@team`', ...figures([50, 43], [100, 116.28]) },
    { source: '::error::web', ...figures([0, 0], [null, null]) },
  ],
  total: { source: 'total', ...figures([50, 43], [100, 116.28]) },
  costed: { source: 'costed', ...figures([50, 43], [100, 116.28]) },
  rules: [
    {
      kind: 'rule',
      name: 'fit.size',
      moves: 11,
      leads: 51,
      only_thresholds: true,
      effects: [
        { before: '+20', after: '+15', leads: 50, moves: 10 },
        { before: '+10', after: '+5', leads: 1, moves: 1 },
      ],
    },
    {
      kind: 'dedupe',
      name: 'keys',
      moves: 1,
      leads: 1,
      only_thresholds: false,
      effects: [{ before: 'duplicate', after: 'judged', leads: 1, moves: 1 }],
    },
    {
      kind: 'criterion',
      name: 'need',
      moves: 0,
      leads: 3,
      only_thresholds: false,
      effects: [{ before: 'met', after: 'unknown', leads: 3, moves: 0 }],
    },
  ],
  examples: [
    {
      lead: 'leads:17',
      before: 'SQL',
      after: 'hot',
      because: [{ kind: 'rule', name: 'fit.size', before: '+20', after: '+15' }],
    },
    {
      lead: 'leads:18',
      before: 'SQL',
      after: 'hot',
      because: [{ kind: 'stage', name: 'SQL', before: 'met', after: 'not met' }],
    },
  ],
  unaffected: {
    stages: [],
    sources: ['::error::web'],
    fields: ['phone'],
    rules: ['rule fit.x'],
    changes: ['stages hot'],
  },
  gates: [
    { expression: 'moved > 5%', value: 0.01, tripped: false, why: 'moved > 5%: it is 1%' },
    { expression: 'sql_change < -2%', value: -0.14, tripped: true, why: 'sql_change < -2%: it is -14%' },
  ],
  warnings: ['after: no column for budget: unknown for every lead'],
};

const DIFF_FORMATS: Readonly<Record<keyof typeof FORMATS, DiffPrinter>> = {
  table: await FORMATS.table.load(),
  json: await FORMATS.json.load(),
  markdown: await FORMATS.markdown.load(),
};

describe('a diff on a terminal', () => {
  it('says what moves, what it costs, what is responsible and what is not affected', () => {
    expect(`\n${DIFF_FORMATS.table(DIFF, { colour: false })}`).toMatchInlineSnapshot(`
      "
      demo v1 → v2 (old.yaml at main → new.yaml)
      12 of 1,200 leads move (1.0 %): 2 up, 9 down, 1 into the figures

      before ↓   after →  SQL  hot   lead  duplicate  before
      ──────────────────────────────────────────────────────
      SQL                  41    9      ·          ·      50
      lead                  2    ·  1,147          ·   1,149
      duplicate             ·    ·      1          7       8
      ──────────────────────────────────────────────────────
      after                43    9  1,148          7

      source                leads  MQL+ was   is    ±  SQL was  is   ±  €/SQL was      is       ±
      ───────────────────────────────────────────────────────────────────────────────────────────
      evil\\x1b[31m|\`@team\`  1,200       300  290  -10       50  43  -7     100.00  116.28  +16.28
      \\x3a:error::web       1,200       300  290  -10        0   0   ·        n/a     n/a     n/a
      ───────────────────────────────────────────────────────────────────────────────────────────
      TOTAL                 1,200       300  290  -10       50  43  -7     100.00  116.28  +16.28
      cost per SQL €100.00 → €116.28 (+16.3 %)
      in the same stage as before: 40 with another score, 3 with another stage within reach

      rules behind the moves (a lead may count for several)
        11 moves          fit.size: +20 → +15 (10), +10 → +5 (1), only a threshold changed
        1 move            dedupe: duplicate → judged
        3 leads, no move  need: met → unknown

      examples
        SQL → hot  leads:17 (fit.size: +20 → +15), leads:18 (stage SQL: met → not met)

      what changed in the rulebook
        score fit.size  points: 20 → 15; only thresholds
        set rivals      values: without a, with b, c
        stage hot       added
        version         1 → 2

      not affected
        sources with the same figures: ::error::web
        criteria and rules that say the same of every lead: 1
        fields that neither rulebook judges by: phone
        changed without an effect on these leads: stages hot

      gates
        ✓ moved > 5%: it is 1%
        ✗ sql_change < -2%: it is -14%

      1 list, 1,210 rows, 3 rejected · as of 2026-11-01
      warning: after: no column for budget: unknown for every lead
      "
    `);
  });

  it('fits narrow terminals and keeps colours out of files', () => {
    for (const width of [60, 72, 80, 100]) {
      const lines = DIFF_FORMATS.table(DIFF, { colour: false, width }).split('\n');
      expect(lines.filter(line => displayWidth(line) > width)).toEqual([]);
    }
    expect(DIFF_FORMATS.table(DIFF, { colour: true })).toContain('\u001b[');
    expect(DIFF_FORMATS.table(DIFF, { colour: false })).not.toContain('\u001b');
  });

  it('says so where nothing changed', () => {
    const same: Diff = {
      ...DIFF,
      meaning_changed: false,
      changes: [],
      moved: { leads: 0, rate: 0, up: 0, down: 0, level: 0, entered: 0, left: 0 },
      rules: [],
      examples: [],
      gates: [],
    };
    for (const format of ['table', 'markdown'] as const) {
      const text = DIFF_FORMATS[format](same, { colour: false });
      expect(text).toContain(
        'the meaning is unchanged: both rulebooks judge every lead alike (1,200 leads judged)',
      );
      expect(text).not.toContain('before ↓');
      expect(text).not.toContain('behind the moves');
    }
    expect(DIFF_FORMATS.table({ ...same, meaning_changed: true }, { colour: false })).toContain(
      'no lead moves between stages (1,200 leads judged)',
    );
  });
});

describe('a diff in a pull request', () => {
  it('is a matrix, a table of sources and lists to unfold, in which no name means anything', () => {
    const text = DIFF_FORMATS.markdown(DIFF, { colour: false });
    expect(`\n${text}`).toMatchInlineSnapshot(`
      "
      ### demo v1 → v2 (old.yaml at main → new.yaml)

      **12 of 1,200 leads move (1.0 %): 2 up, 9 down, 1 into the figures**

      - ✅ moved &#62; 5%: it is 1%
      - ❌ sql&#95;change &#60; -2%: it is -14%

      | before ↓   after → | SQL | hot | lead | duplicate | before |
      | --- | ---: | ---: | ---: | ---: | ---: |
      | SQL | 41 | 9 | · | · | 50 |
      | lead | 2 | · | 1,147 | · | 1,149 |
      | duplicate | · | · | 1 | 7 | 8 |
      | **after** | **43** | **9** | **1,148** | **7** |  |

      | source | leads | MQL+ was | is | ± | SQL was | is | ± | €/SQL was | is | ± |
      | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
      | evil&#92;x1b&#91;31m&#124;&#96;&#64;team&#96; | 1,200 | 300 | 290 | -10 | 50 | 43 | -7 | 100.00 | 116.28 | +16.28 |
      | &#92;x3a:error::web | 1,200 | 300 | 290 | -10 | 0 | 0 | · | n/a | n/a | n/a |
      | **TOTAL** | **1,200** | **300** | **290** | **-10** | **50** | **43** | **-7** | **100.00** | **116.28** | **+16.28** |

      - cost per SQL €100.00 → €116.28 (+16.3 %)
      - in the same stage as before: 40 with another score, 3 with another stage within reach

      <details><summary>Rules behind the moves (3)</summary>

      - **fit.size**: 11 moves, +20 → +15 (10), +10 → +5 (1), only a threshold changed
      - **dedupe**: 1 move, duplicate → judged
      - **need**: 3 leads, no move, met → unknown

      </details>

      <details><summary>Examples (1)</summary>

      - **SQL → hot**: leads:17 (fit.size: +20 → +15), leads:18 (stage SQL: met → not met)

      </details>

      <details><summary>What changed in the rulebook (4)</summary>

      - **score fit.size**: points: 20 → 15; only thresholds
      - **set rivals**: values: without a, with b, c
      - **stage hot**: added
      - **version**: 1 → 2

      </details>

      <details><summary>Not affected (4)</summary>

      - sources with the same figures: ::error::web
      - criteria and rules that say the same of every lead: 1
      - fields that neither rulebook judges by: phone
      - changed without an effect on these leads: stages hot

      </details>

      - ⚠️ after: no column for budget: unknown for every lead

      <sub>1 list, 1,210 rows, 3 rejected · as of 2026-11-01</sub>
      "
    `);
    expect(text).not.toMatch(/@team|\u001b/);
  });

  it('stays within the room of a comment', () => {
    const many = Array.from({ length: 3000 }, (_, index) => ({
      ...DIFF.changes[0],
      name: `fit.rule-${index}`,
    }));
    const text = DIFF_FORMATS.markdown({ ...DIFF, changes: many as Diff['changes'] }, { colour: false });
    expect(text).toContain('2,940 more');
    expect(text.length).toBeLessThan(65_536);
  });
});

describe('a diff as data', () => {
  it('is the diff itself', () => {
    expect(JSON.parse(DIFF_FORMATS.json(DIFF, { colour: false }))).toEqual(DIFF);
  });
});
