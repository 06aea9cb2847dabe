import type { DiffedRule, Effect, RuleEffect } from '../model.ts';
import type { Causes } from './causes.ts';

/** Different effects of one rule that are told apart; a `per` rule may have as many as there are leads. */
const MOST_EFFECTS = 256;

export interface RuleCounts {
  /** Counts what is responsible for one lead. */
  count(roots: readonly Effect[], isMove: boolean): void;
  finish(): readonly DiffedRule[];
}

interface Counted {
  readonly cause: Effect;
  moves: number;
  leads: number;
  readonly effects: Map<string, { readonly effect: Effect; leads: number; moves: number }>;
}

/** Counts leads by what is responsible for them. */
export function startRuleCounts(causes: Causes): RuleCounts {
  const counted = new Map<string, Counted>();
  return {
    count(roots, isMove) {
      for (const effect of roots) {
        const cause = `${effect.kind} ${effect.name}`;
        const own = counted.get(cause) ?? { cause: effect, moves: 0, leads: 0, effects: new Map() };
        counted.set(cause, own);
        own.leads += 1;
        if (isMove) own.moves += 1;
        countEffect(own.effects, effect, isMove);
      }
    },
    finish: () =>
      [...counted.values()]
        .map(
          ({ cause, moves, leads, effects }): DiffedRule => ({
            kind: cause.kind,
            name: cause.name,
            moves,
            leads,
            only_thresholds: causes.definitionOf(cause)?.only_thresholds ?? false,
            effects: [...effects.values()].map(effectOf).sort(byMoves),
          }),
        )
        .sort(byMoves),
  };
}

function countEffect(effects: Counted['effects'], effect: Effect, isMove: boolean): void {
  const key = `${effect.before}\0${effect.after}`;
  const known = effects.get(key);
  if (known === undefined && effects.size >= MOST_EFFECTS) return;
  const own = known ?? { effect, leads: 0, moves: 0 };
  effects.set(key, own);
  own.leads += 1;
  if (isMove) own.moves += 1;
}

function effectOf({
  effect: { before, after },
  leads,
  moves,
}: {
  effect: Effect;
  leads: number;
  moves: number;
}): RuleEffect {
  return { before, after, leads, moves };
}

type Counts = Pick<RuleEffect, 'moves' | 'leads'>;

function byMoves(one: Counts, other: Counts): number {
  return other.moves - one.moves || other.leads - one.leads;
}
