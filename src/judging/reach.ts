import type { Condition } from '../model/condition.ts';
import type { Framework, Rulebook } from '../model/rulebook.ts';
import { formatHundredths } from '../values/decimal.ts';
import { nameOfLeaf, partsOf } from './conditions/leaves.ts';
import { compilePossibilities, type Possibilities } from './conditions/possible.ts';
import { dependenciesOf } from './dependencies.ts';

/** A stage that no lead can be in, and why: `bant needs 3 of 4, and budget, timing have no column`. */
export interface StageOutOfReach {
  readonly stage: string;
  readonly because: string;
}

/** The stages that no lead can reach because the fields named in `absent` have no column. */
export function stagesOutOfReach(
  rulebook: Rulebook,
  absent: ReadonlySet<string>,
): readonly StageOutOfReach[] {
  const complete = compilePossibilities(rulebook, new Set());
  const possibilities = compilePossibilities(rulebook, absent);
  return rulebook.stages.flatMap(({ name, when }) => {
    if (when === undefined || possibilities.of(when).has('met') || !complete.of(when).has('met')) return [];
    return [{ stage: name, because: explainBlock(when, { rulebook, absent, possibilities }) }];
  });
}

interface Context {
  readonly rulebook: Rulebook;
  readonly absent: ReadonlySet<string>;
  readonly possibilities: Possibilities;
}

/** Why a condition that cannot be met cannot: the simplest part that blocks it, in words. */
function explainBlock(condition: Condition, context: Context): string {
  const blocked = partsOf(condition).filter(part => !context.possibilities.of(part).has('met'));
  switch (condition.kind) {
    case 'test':
    case 'criterion':
      return withoutColumn([nameOfLeaf(condition)]);
    case 'framework':
      return explainFramework(condition.name, context);
    case 'score':
      return explainScore(condition, context);
    case 'all':
      return explainSimplest(blocked, context);
    case 'any':
      return blocked.every(isNamed) ? withoutColumn(namesOf(blocked)) : explainEach(blocked, context);
    case 'at_least': {
      const because = blocked.every(isNamed)
        ? withoutColumn(namesOf(blocked))
        : explainEach(blocked, context);
      return `${condition.n} of ${condition.of.length} are needed, and ${because}`;
    }
    case 'not': {
      const { fields } = dependenciesOf([condition], context.rulebook);
      return withoutColumn([...context.absent].filter(field => fields.has(field)));
    }
  }
}

/** What is blocked by itself comes first, then frameworks, combinations and scores. */
const SIMPLICITY: readonly (readonly Condition['kind'][])[] = [
  ['test', 'criterion'],
  ['framework'],
  ['at_least', 'any', 'all', 'not'],
  ['score'],
];

function explainSimplest(blocked: readonly Condition[], context: Context): string {
  const [simplest = []] = SIMPLICITY.map(kinds => blocked.filter(({ kind }) => kinds.includes(kind))).filter(
    parts => parts.length > 0,
  );
  return simplest.every(isNamed)
    ? withoutColumn(namesOf(simplest))
    : explainEach(simplest.slice(0, 1), context);
}

function explainEach(parts: readonly Condition[], context: Context): string {
  return parts.map(part => explainBlock(part, context)).join('; ');
}

function explainFramework(name: string, { rulebook, possibilities }: Context): string {
  const framework: Framework | undefined = rulebook.frameworks.find(candidate => candidate.name === name);
  if (framework === undefined) return withoutColumn([name]);
  const blocked = (criteria: readonly string[]): readonly string[] =>
    criteria.filter(criterion => !possibilities.of({ kind: 'criterion', name: criterion }).has('met'));
  const missing = blocked(framework.criteria);
  if (framework.criteria.length - missing.length < framework.pass) {
    return `${name} needs ${framework.pass} of ${framework.criteria.length}, and ${withoutColumn(missing)}`;
  }
  const required = blocked(framework.require);
  return `${name} requires ${required.join(', ')}, and ${required.length > 1 ? 'they have' : 'it has'} no column`;
}

type ScoreTest = Extract<Condition, { readonly kind: 'score' }>;

function explainScore({ score, comparison, threshold }: ScoreTest, { possibilities }: Context): string {
  const { now, best } = possibilities.rangeOf(score);
  const bound = formatHundredths(threshold);
  if (comparison === 'gte' || comparison === 'gt') {
    const most = formatHundredths(Math.min(now.high, best.high));
    return `${score} can reach ${most} at most, and needs ${comparison === 'gt' ? 'more than ' : ''}${bound}`;
  }
  const least = Math.max(now.low, best.low);
  const reached = Number.isFinite(least)
    ? `may always be ${formatHundredths(least)} or more`
    : 'may always rise without limit';
  return `${score} ${reached}, and needs ${comparison === 'lt' ? 'less than' : 'at most'} ${bound}`;
}

function isNamed({ kind }: Condition): boolean {
  return kind === 'test' || kind === 'criterion';
}

function namesOf(conditions: readonly Condition[]): readonly string[] {
  const names = conditions.flatMap(condition =>
    condition.kind === 'test' || condition.kind === 'criterion' ? [nameOfLeaf(condition)] : [],
  );
  return [...new Set(names)];
}

function withoutColumn(names: readonly string[]): string {
  return `${names.join(', ')} ${names.length === 1 ? 'has' : 'have'} no column`;
}
