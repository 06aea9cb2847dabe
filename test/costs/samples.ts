import { type SummarizeOptions, summarize } from '../../src/costs/summarize.ts';
import { startTally } from '../../src/costs/tally/tally.ts';
import type { CostInputs, SourceCosts } from '../../src/model/costs.ts';
import type { Rulebook, TextField } from '../../src/model/rulebook.ts';
import type { Summary } from '../../src/model/summary.ts';
import type { Tally } from '../../src/model/tally.ts';
import type { Verdict } from '../../src/model/verdict.ts';

const NEVER = { kind: 'any', of: [] } as const;

/** Stages SQL 0, hot (counts as SQL) 1, MQL 2, disqualified 3, lead 4; criteria budget, need; rules fit.size, fit.web. */
export const RULEBOOK: Rulebook = {
  name: 'sample',
  version: 3,
  locale: 'en',
  blankAlso: [],
  sets: {},
  fields: [],
  criteria: [
    { name: 'budget', when: NEVER, ask: 'What budget?' },
    { name: 'need', when: NEVER },
  ],
  frameworks: [],
  scores: [
    {
      name: 'fit',
      rules: [
        { id: 'size', kind: 'when', when: NEVER, points: 1000 },
        { id: 'web', kind: 'when', when: NEVER, points: 500 },
      ],
    },
  ],
  stages: [
    {
      name: 'SQL',
      countsAs: 'SQL',
      when: {
        kind: 'all',
        of: [
          { kind: 'framework', name: 'bant' },
          { kind: 'score', score: 'total', comparison: 'gte', threshold: 6000 },
        ],
      },
    },
    { name: 'hot', countsAs: 'SQL', when: NEVER },
    {
      name: 'MQL',
      countsAs: 'MQL',
      when: { kind: 'score', score: 'total', comparison: 'gt', threshold: 3050 },
    },
    { name: 'disqualified', countsAs: 'disqualified', when: NEVER },
    { name: 'lead', countsAs: 'lead' },
  ],
  tests: [],
};

export const STAGE = { SQL: 0, hot: 1, MQL: 2, disqualified: 3, lead: 4 } as const;

/** A verdict of a lead that nothing is known of, with what differs. */
export function verdictOf(stage: keyof typeof STAGE, differing: Partial<Verdict> = {}): Verdict {
  return {
    stage,
    standing: RULEBOOK.stages[STAGE[stage]]?.countsAs ?? 'lead',
    stageIndex: STAGE[stage],
    suppressed: false,
    decidedBy: [],
    score: 0,
    groups: [0],
    frameworks: [],
    criteria: ['unknown', 'unmet'],
    rulesMet: [],
    reasons: [],
    unknown: ['budget'],
    invalid: [],
    ...differing,
  };
}

/** A lead of a stage whose budget, if it were known, would bring it to SQL. */
export const NEAR_SQL: Partial<Verdict> = {
  couldBe: STAGE.SQL,
  answersNeeded: '1',
  nextQuestion: 'What budget?',
  decidedBy: [0],
};

export interface SampleRow {
  readonly source: string;
  readonly shown?: string;
  readonly verdict?: Verdict;
  readonly inside?: boolean;
  readonly group?: string;
  readonly list?: number;
  readonly row?: number;
}

/** Tallies rows in the order given; a row without a verdict is a duplicate. */
export function tallyOf(rows: readonly SampleRow[], { grouped = false, rejected = 0 } = {}): Tally {
  const builder = startTally({ rulebook: RULEBOOK, grouped });
  rows.forEach(({ source, shown = source, verdict, inside = true, group = '', list = 0, row }, index) => {
    builder.add({
      list,
      row: row ?? index + 1,
      source: builder.sourceSlot({ key: source, shown }),
      group: builder.groupSlot({ key: group, shown: group }),
      verdict: verdict && builder.verdictSlot(verdict),
      inside,
    });
  });
  builder.reject(rejected);
  return builder.finish();
}

/** So many leads of one source in one stage. */
export function leads(count: number, source: string, verdict: Verdict = verdictOf('lead')): SampleRow[] {
  return Array.from({ length: count }, () => ({ source, verdict }));
}

export function amounts(...texts: readonly string[]): SourceCosts['spend'] {
  return texts.map(amount => ({ amount, rate: '1' }));
}

export function sourceCosts(name: string, costs: Partial<SourceCosts> = {}): SourceCosts {
  return { name, spellings: [name.toLowerCase()], spend: [], perLead: [], credit: [], ...costs };
}

export function costsOf(sources: readonly SourceCosts[], differing: Partial<CostInputs> = {}): CostInputs {
  return { files: [{ file: 'costs.yaml' }], notes: [], currency: 'EUR', sources, shared: [], ...differing };
}

export function summaryOf(tally: Tally, options: Partial<SummarizeOptions> = {}): Summary {
  return summarize(tally, {
    rulebook: RULEBOOK,
    sha256: 'abc',
    asOf: 20_758,
    lists: [],
    warnings: [],
    ...options,
  });
}

export const SOURCE_FIELD: TextField = {
  type: 'text',
  name: 'source',
  columns: [],
  required: false,
  blank: ['select'],
  aliases: [
    { from: 'li', to: 'linkedin', shown: 'LinkedIn' },
    { from: 'linkedin.com', to: 'linkedin', shown: 'LinkedIn' },
    { from: 'fb', to: 'meta', shown: 'meta' },
  ],
};
