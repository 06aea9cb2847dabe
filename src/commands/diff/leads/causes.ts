import { conditionsOfRule, type Leaf, leavesOf } from '../../../judging/conditions/leaves.ts';
import type { Condition } from '../../../model/condition.ts';
import type { Rulebook } from '../../../model/rulebook.ts';
import type { CauseKind, ChangedSection, RulebookChange } from '../model.ts';
import type { LeadEffect, TwoRulebooks } from './effects.ts';

/** The section that says what a cause of this kind is, and the keys of it that can make a lead come out otherwise. */
const DEFINITIONS: Readonly<
  Record<CauseKind, { readonly section: ChangedSection; readonly keys?: RegExp; readonly name?: string }>
> = {
  criterion: { section: 'criteria', keys: /^(?:when|unknown)/ },
  framework: { section: 'frameworks' },
  rule: { section: 'scores' },
  bounds: { section: 'scores', keys: /^(?:min|max)$/ },
  decay: { section: 'scores', keys: /^decay/ },
  stage: { section: 'stages', keys: /^(?:when|counts_as)/ },
  'order of stages': { section: 'stages', name: 'order' },
  field: { section: 'fields' },
  setting: { section: 'settings' },
  dedupe: { section: 'dedupe' },
  suppress: { section: 'suppress' },
  period: { section: 'settings' },
};

export interface Causes {
  /** The effects on one lead that do not follow from others: what was edited, as far as it shows in this lead. */
  rootsOf(effects: readonly LeadEffect[]): readonly LeadEffect[];
  /** What has changed of a cause itself. */
  definitionOf(cause: Pick<LeadEffect, 'kind' | 'name'>): RulebookChange | undefined;
}

/**
 * Tells what was edited from what follows from it: a score rule that asks a criterion comes out otherwise where the
 * criterion does, but it is the criterion that was changed.
 */
export function compileCauses(rulebooks: TwoRulebooks, changes: readonly RulebookChange[]): Causes {
  const settings = changes.filter(({ section }) => section === 'settings').map(({ name }) => name);
  const changedFields = new Set(
    changes.filter(({ section }) => section === 'fields').map(({ name }) => name),
  );
  const definitionOf: Causes['definitionOf'] = ({ kind, name }) => {
    const { section, keys, name: fixed = name } = DEFINITIONS[kind];
    const change = changes.find(one => one.section === section && one.name === fixed);
    if (change?.kind !== 'changed' || keys === undefined) return change;
    return change.keys.some(({ key }) => keys.test(key)) ? change : undefined;
  };
  const askedBy = rememberAsked(rulebooks);

  function rootsOfOne(effect: LeadEffect, criteria: ReadonlySet<string>): readonly LeadEffect[] {
    const asked = askedBy(effect);
    const own = definitionOf(effect) === undefined ? [] : [effect];
    const readings = asked.fields.filter(field => changedFields.has(field));
    const fields = readings.map(name => behind('field', name, effect));
    if (own.length + fields.length > 0) return [...own, ...fields];
    if (asked.fields.length > 0 && settings.length > 0 && !asked.criteria.some(name => criteria.has(name))) {
      return settings.map(name => behind('setting', name, effect));
    }
    return [];
  }

  return {
    definitionOf,
    rootsOf(effects) {
      const criteria = new Set(effects.flatMap(({ kind, name }) => (kind === 'criterion' ? [name] : [])));
      const roots = effects.flatMap(effect => rootsOfOne(effect, criteria));
      // What an answer could bring moves a lead only where nothing that is known does.
      const known = roots.filter(({ atBest }) => atBest !== true);
      if (known.length > 0) return withoutRepeats(known);
      return roots.length > 0 ? withoutRepeats(roots) : effects;
    },
  };
}

/** A cause that lies behind an effect, such as a field that is read otherwise. */
function behind(kind: CauseKind, name: string, effect: LeadEffect): LeadEffect {
  return {
    kind,
    name,
    before: `${effect.name} ${effect.before}`,
    after: `${effect.name} ${effect.after}`,
  };
}

/** A field that several effects go back to is one cause, told by the first of them. */
function withoutRepeats(effects: readonly LeadEffect[]): readonly LeadEffect[] {
  const kept = new Map<string, LeadEffect>();
  for (const effect of effects) {
    const key = `${effect.kind} ${effect.name}`;
    if (!kept.has(key)) kept.set(key, effect);
  }
  return [...kept.values()];
}

/** What an effect's part of the rulebook asks itself, not through criteria, before or after. */
interface Asked {
  readonly fields: readonly string[];
  readonly criteria: readonly string[];
}

function rememberAsked({ before, after }: TwoRulebooks): (effect: LeadEffect) => Asked {
  const known = new Map<string, Asked>();
  return ({ kind, name }) => {
    const key = `${kind} ${name}`;
    const asked = known.get(key) ?? merge(askedIn(before, kind, name), askedIn(after, kind, name));
    known.set(key, asked);
    return asked;
  };
}

function merge(one: Asked, other: Asked): Asked {
  return {
    fields: [...new Set([...one.fields, ...other.fields])],
    criteria: [...new Set([...one.criteria, ...other.criteria])],
  };
}

const NOTHING: Asked = { fields: [], criteria: [] };

type AskedIn = (rulebook: Rulebook, name: string) => Asked;

const ASKED: Readonly<Record<CauseKind, AskedIn>> = {
  criterion: ({ criteria }, name) =>
    askedBy(criteria.filter(one => one.name === name).map(({ when }) => when)),
  framework: ({ frameworks }, name) => ({
    fields: [],
    criteria: frameworks
      .filter(one => one.name === name)
      .flatMap(({ criteria, require }) => [...criteria, ...require]),
  }),
  rule: ({ scores }, name) => {
    const rules = scores.flatMap(group => group.rules.filter(({ id }) => `${group.name}.${id}` === name));
    const counted = rules.flatMap(rule => (rule.kind === 'per' ? [rule.field] : []));
    const asked = askedBy(rules.flatMap(conditionsOfRule));
    return { ...asked, fields: [...asked.fields, ...counted] };
  },
  bounds: () => NOTHING,
  decay: ({ scores }, name) => ({
    ...NOTHING,
    fields: scores.flatMap(group => (group.name === name && group.decay ? [group.decay.since] : [])),
  }),
  stage: ({ stages }, name) =>
    askedBy(stages.flatMap(one => (one.name === name && one.when ? [one.when] : []))),
  'order of stages': () => NOTHING,
  field: () => NOTHING,
  setting: () => NOTHING,
  dedupe: ({ dedupe }) => ({ ...NOTHING, fields: (dedupe?.keys ?? []).flat().map(({ field }) => field) }),
  suppress: ({ suppress, fields }) => ({
    ...NOTHING,
    fields: suppress?.keys.map(({ field }) => field) ?? fields.map(({ name }) => name),
  }),
  period: () => ({ ...NOTHING, fields: ['created'] }),
};

function askedIn(rulebook: Rulebook, kind: CauseKind, name: string): Asked {
  return ASKED[kind](rulebook, name);
}

function askedBy(conditions: readonly Condition[]): Asked {
  const leaves: readonly Leaf[] = conditions.flatMap(leavesOf);
  return {
    fields: leaves.flatMap(leaf => (leaf.kind === 'test' ? [leaf.field.field] : [])),
    criteria: leaves.flatMap(leaf => (leaf.kind === 'criterion' ? [leaf.name] : [])),
  };
}
