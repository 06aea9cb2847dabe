import { compileRulebook } from '../../../judging/judge.ts';
import type { Day } from '../../../model/lead.ts';
import type { Rulebook } from '../../../model/rulebook.ts';
import type { Diff, RulebookChange } from '../model.ts';
import { DIFFED_FIGURES } from '../model.ts';
import { ORDER } from '../rulebooks/entries.ts';
import type { CountedDiff } from './counter.ts';
import type { TwoRulebooks } from './effects.ts';
import { isChanged } from './sources.ts';

export interface UnaffectedOptions extends TwoRulebooks {
  readonly asOf: Day;
  readonly counted: CountedDiff;
  readonly changes: readonly RulebookChange[];
  readonly sources: Diff['sources'];
}

/** What a rule change leaves as it was: stages that nobody entered or left, sources with the same figures, … */
export function listUnaffected(options: UnaffectedOptions): Diff['unaffected'] {
  const { counted, sources, asOf, before, after } = options;
  const moving = new Set(
    counted.matrix.filter(pair => pair.before !== pair.after).flatMap(pair => [pair.before, pair.after]),
  );
  const read = new Set([...fieldsRead(before, asOf), ...fieldsRead(after, asOf)]);
  const fields = new Set([...after.fields, ...before.fields].map(({ name }) => name));
  return {
    stages: counted.stages.filter(isStage).flatMap(({ stage }) => (moving.has(stage) ? [] : [stage])),
    sources: sources
      .filter(row => DIFFED_FIGURES.every(figure => !isChanged(row[figure])))
      .map(({ source }) => source),
    fields: [...fields].filter(name => !read.has(name)),
    rules: rulesOfBoth(options).filter(name => !counted.touched.has(name)),
    changes: idleChanges(options),
  };
}

function isStage({ counts_as }: CountedDiff['stages'][number]): boolean {
  return counts_as !== undefined;
}

/** Fields that a verdict depends on, by a condition, a score, a follow-up, duplicates, suppression or the summary. */
function fieldsRead(rulebook: Rulebook, asOf: Day): readonly string[] {
  const { dedupe, suppress, stages, fields } = rulebook;
  const contacts = fields.filter(({ type }) => type === 'email' || type === 'phone').map(({ name }) => name);
  return [
    ...compileRulebook(rulebook, { asOf }).fields.map(({ field }) => field.name),
    ...stages.flatMap(({ followUp }) => followUp?.from ?? []),
    ...(dedupe?.keys ?? []).flat().map(({ field }) => field),
    ...(suppress?.keys.map(({ field }) => field) ?? contacts),
    'source',
    'created',
  ];
}

/** `criterion budget` and `rule fit.size` that both rulebooks have. */
function rulesOfBoth({ before, after }: TwoRulebooks): readonly string[] {
  const known = new Set(rulesOf(before));
  return rulesOf(after).filter(name => known.has(name));
}

function rulesOf({ criteria, scores }: Rulebook): readonly string[] {
  return [
    ...criteria.map(({ name }) => `criterion ${name}`),
    ...scores.flatMap(group => group.rules.map(({ id }) => `rule ${group.name}.${id}`)),
  ];
}

/** Kinds of causes that each section's changes show as. */
const SHOWN_AS: Readonly<Partial<Record<RulebookChange['section'], readonly string[]>>> = {
  criteria: ['criterion'],
  frameworks: ['framework'],
  scores: ['rule', 'bounds', 'decay'],
  stages: ['stage', 'order of stages'],
  fields: ['field'],
  settings: ['setting'],
  dedupe: ['dedupe'],
  suppress: ['suppress'],
  grades: [],
};

/** Keys whose change shows in one count of the leads that stay where they are. */
const SHOWN_IN: Readonly<Record<string, keyof Diff['stayed']>> = {
  ask: 'next_question',
  route: 'route',
  follow_up: 'follow_up',
};

/** Fields that make figures beside verdicts. */
const IN_FIGURES: ReadonlySet<string> = new Set(['source', 'created']);

/** Changes of the rulebook that are behind nothing that came of any lead. */
function idleChanges({ changes, counted }: UnaffectedOptions): readonly string[] {
  const { moved, stayed, rules } = counted;
  const behind = new Set(rules.map(({ kind, name }) => `${kind} ${name}`));
  const isStill =
    moved.leads === 0 && rules.length === 0 && Object.values(stayed).every(leads => leads === 0);

  function isIdle({ section, name, kind, keys }: RulebookChange): boolean {
    const causes = SHOWN_AS[section];
    if (causes === undefined || (section === 'fields' && IN_FIGURES.has(name))) return false;
    if (isStill) return true;
    // What a new or an old entry did, and an order, shows in what asks it.
    if (kind !== 'changed' || name === ORDER) return false;
    if (section === 'grades') return stayed.grade === 0 && moved.leads === 0;
    if (causes.some(cause => behind.has(`${cause} ${name}`))) return false;
    return keys.every(({ key }) => {
      const shown = SHOWN_IN[key];
      return shown === undefined || stayed[shown] === 0;
    });
  }
  return changes.filter(isIdle).map(({ section, name }) => `${section} ${name}`);
}
