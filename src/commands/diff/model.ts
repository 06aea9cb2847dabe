import type { ListRecord } from '../../model/summary.ts';

/** One of the two rulebooks that were compared. */
export interface DiffedRulebook {
  readonly file: string;
  /** The git revision that it was read at; absent for a file as it is. */
  readonly revision?: string;
  readonly rulebook: string;
  readonly version: number;
  readonly sha256: string;
}

/** A figure before and after; `change` and `rate` (the change as a share of `before`) are null where there is none. */
export interface Change {
  readonly before: number | null;
  readonly after: number | null;
  readonly change: number | null;
  readonly rate: number | null;
}

/** A place that leads are in: a stage, `duplicate`, or `outside period`. */
export interface DiffedStage {
  /** Its name, with its place on the ladder where another stage of the same name has another. */
  readonly stage: string;
  /** Absent where leads are in no figure of a summary. */
  readonly counts_as?: string;
  readonly before: number;
  readonly after: number;
  readonly change: number;
}

export const DIFFED_FIGURES = ['leads', 'mql', 'sql', 'spend', 'cpl', 'cpmql', 'cpsql'] as const;
export type DiffedFigure = (typeof DIFFED_FIGURES)[number];

/** The figures of one source, of the total, or of the part whose spend is known. */
export interface DiffedSource extends Readonly<Record<DiffedFigure, Change>> {
  readonly source: string;
}

/** A part of a rulebook that says something else of a lead than it did: `met → unmet`, `+20 → +15`. */
export interface Effect {
  readonly kind: CauseKind;
  /** `budget`, `bant`, `fit.size`, `SQL`, `locale`. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** One way in which leads come out otherwise, and how many do. */
export interface RuleEffect extends Pick<Effect, 'before' | 'after'> {
  readonly leads: number;
  readonly moves: number;
}

export type CauseKind =
  | 'criterion'
  | 'framework'
  | 'rule'
  | 'bounds'
  | 'decay'
  | 'stage'
  | 'order of stages'
  | 'field'
  | 'setting'
  | 'dedupe'
  | 'suppress'
  | 'period';

/** A part of the rulebook that makes leads come out otherwise. */
export interface DiffedRule extends Pick<Effect, 'kind' | 'name'> {
  /** Leads that it makes move between stages, and all that it makes come out otherwise. */
  readonly moves: number;
  readonly leads: number;
  /** Whether nothing of it has changed but numbers. */
  readonly only_thresholds: boolean;
  /** Most moves first. */
  readonly effects: readonly RuleEffect[];
}

/** A lead that moves, without its content. */
export interface DiffedLead {
  /** `list:row`, or the name of a test. */
  readonly lead: string;
  readonly before: string;
  readonly after: string;
  /** What is responsible. */
  readonly because: readonly Effect[];
}

/** What has changed of one entry: a value, or what lists lost and gained. */
export type ChangedKey = { readonly key: string } & (
  | {
      readonly kind: 'value';
      readonly before: string | null;
      readonly after: string | null;
      /** Whether it is a number that things are compared with or counted by. */
      readonly threshold: boolean;
    }
  | { readonly kind: 'list'; readonly removed: readonly string[]; readonly added: readonly string[] }
);

export type ChangedSection =
  | 'about'
  | 'settings'
  | 'sets'
  | 'fields'
  | 'criteria'
  | 'frameworks'
  | 'scores'
  | 'grades'
  | 'stages'
  | 'dedupe'
  | 'suppress'
  | 'tests';

/** One difference between two rulebooks as they stand after `extends`. */
export interface RulebookChange {
  readonly section: ChangedSection;
  /** `budget`, `fit.size`; `order` where entries only changed places. */
  readonly name: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly keys: readonly ChangedKey[];
  /** Whether nothing but numbers has changed. */
  readonly only_thresholds: boolean;
}

/** What became of a gate of `--fail-if`. */
export interface DiffGateRecord {
  readonly expression: string;
  readonly value: number | null;
  readonly tripped: boolean;
  readonly why: string;
}

/** What a rule change does, lead by lead and to the cost: the shape of `diff --format json`. */
export interface Diff {
  readonly before: DiffedRulebook;
  readonly after: DiffedRulebook;
  readonly as_of: string;
  readonly currency: string | null;
  /** Whether leads of lists were judged, or those of the rulebooks' own tests. */
  readonly leads_of: 'lists' | 'tests';
  readonly lists: readonly ListRecord[];
  readonly rows: {
    readonly read: number;
    /** In the figures of at least one of the rulebooks. */
    readonly judged: number;
    readonly rejected: number;
  };
  /** Whether the two rulebooks could judge any lead differently. */
  readonly meaning_changed: boolean;
  readonly changes: readonly RulebookChange[];
  /** Leads in another stage than before, as a share of the judged, and where they went on the ladder. */
  readonly moved: {
    readonly leads: number;
    readonly rate: number | null;
    readonly up: number;
    readonly down: number;
    /** To another stage on the same step of the ladder. */
    readonly level: number;
    /** Leads of the figures only after, and only before. */
    readonly entered: number;
    readonly left: number;
  };
  /** Leads that stay in their stage and come out otherwise all the same; one may count for several. */
  readonly stayed: {
    /** In all, or of a group. */
    readonly score: number;
    readonly grade: number;
    readonly could_be: number;
    readonly next_question: number;
    readonly route: number;
    readonly follow_up: number;
  };
  /** From the top of the ladder down. */
  readonly stages: readonly DiffedStage[];
  /** How many leads went from which stage to which; pairs without a lead are left out. */
  readonly matrix: readonly { readonly before: string; readonly after: string; readonly leads: number }[];
  /** In the order of the summary after. */
  readonly sources: readonly DiffedSource[];
  readonly total: DiffedSource;
  readonly costed: DiffedSource;
  /** Most moves first. A lead that several are responsible for counts for each. */
  readonly rules: readonly DiffedRule[];
  /** The first of each pair of stages, in the order of the run. */
  readonly examples: readonly DiffedLead[];
  readonly unaffected: {
    readonly stages: readonly string[];
    readonly sources: readonly string[];
    /** Fields that no verdict of either rulebook depends on. */
    readonly fields: readonly string[];
    /** Criteria and score rules of both rulebooks that gave every lead the same answer and points. */
    readonly rules: readonly string[];
    /** Names of `changes` that made no lead come out otherwise. */
    readonly changes: readonly string[];
  };
  readonly gates: readonly DiffGateRecord[];
  readonly warnings: readonly string[];
}
