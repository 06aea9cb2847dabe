import type { Place } from '../../model/diagnostic.ts';
import { type FollowUp, LADDER, type Stage, type Standing } from '../../model/rulebook.ts';
import { placed, quoted, type Reader, type Report } from '../../yaml/shape.ts';
import { listOf, mapping, optional, required } from '../../yaml/shape-collections.ts';
import { boolean, line, oneOf, text, wholeNumber } from '../../yaml/shape-scalars.ts';
import { entryOf, type Tree } from '../../yaml/tree.ts';
import { conditionReader } from '../operators/conditions.ts';
import { checkUnique } from './names.ts';
import { fieldOfType, type Scope } from './scope.ts';

/** Where a stage may count. */
export const STANDINGS: readonly Standing[] = [...LADDER, 'disqualified'];
/** What `qual_stage` says of a duplicate. */
export const DUPLICATE = 'duplicate';
export const MOST_DAYS = 36_500;

/** Every key of a stage. */
export function stageKeys(scope: Scope) {
  return {
    stage: required(placed(line('the name of a stage'))),
    counts_as: optional(placed(oneOf(STANDINGS, 'a place on the ladder'))),
    when: optional(conditionReader({ scope, inStages: true })),
    route: optional(line('a route')),
    follow_up: optional(followUpReader(scope)),
  } as const;
}

/** The section `stages`: tried top to bottom, the last taking every lead that is left. */
export function stagesReader(scope: Scope): Reader<readonly Stage[]> {
  const readStage = mapping('a stage', stageKeys(scope));
  const read = listOf<Stage>(
    (tree, report) => {
      const found = readStage(tree, report);
      if (found === undefined) return undefined;
      const { stage, counts_as: countsAs, when, route, follow_up: followUp } = found;
      const standing = standingOf(
        stage,
        {
          given: countsAs,
          written: entryOf(tree, 'counts_as') !== undefined,
          place: stage.place,
        },
        report,
      );
      if (standing === undefined) return undefined;
      return {
        name: stage.value,
        countsAs: standing,
        ...(when && { when }),
        ...(route !== undefined && { route }),
        ...(followUp && { followUp }),
        place: stage.place,
      };
    },
    { expected: 'a list of stages' },
  );
  return (tree, report) => {
    const stages = read(tree, report);
    checkConditions(tree, report);
    checkNames(tree, report);
    return stages;
  };
}

interface Given {
  readonly given: { readonly value: Standing; readonly place: Place } | undefined;
  /** Whether `counts_as` is there, with a meaning or without. */
  readonly written: boolean;
  readonly place: Place;
}

/** Where a stage counts: by its name, else by `counts_as`. */
function standingOf(
  { value: name }: { value: string },
  { given, written, place }: Given,
  report: Report,
): Standing | undefined {
  const own = STANDINGS.find(standing => standing === name);
  if (own === undefined && given === undefined) {
    if (written) return undefined;
    const nearest = report.nearest(name, STANDINGS);
    const meant = nearest === undefined ? '' : `did you mean ${quoted(nearest)}? If not, `;
    return report.error(place, {
      code: 'missing-key',
      message: `the stage ${quoted(name)} does not say where it counts`,
      fix: `${meant}add \`counts_as:\` with lead, prospect, MQL, SQL or disqualified`,
    });
  }
  if (own !== undefined && given !== undefined && given.value !== own) {
    return report.error(given.place, {
      code: 'reserved-name',
      message: `${quoted(name)} counts as ${own} by its name, not as ${given.value}`,
      fix: 'remove `counts_as`, or give the stage a name of its own',
    });
  }
  return own ?? given?.value;
}

/** On the tree, so that stages with faults of their own count too. */
function checkConditions(tree: Tree, report: Report): void {
  const stages = tree.kind === 'list' ? tree.items : [];
  for (const [index, stage] of stages.entries()) {
    const when = entryOf(stage, 'when');
    const last = index === stages.length - 1;
    if (last && when !== undefined) {
      report.error(when.keyPlace, {
        code: 'last-stage',
        message: 'the last stage has a `when`, so that some leads would have no stage',
        fix: 'remove it, or add a last stage without one, such as `- { stage: lead }`',
      });
    } else if (!last && when === undefined && stage.kind === 'mapping' && !hasMisspelt(stage, report)) {
      report.error(entryOf(stage, 'stage')?.node.place ?? stage.place, {
        code: 'last-stage',
        message: 'this stage has no `when` and takes every lead, so that no stage after it is reached',
        fix: 'add a `when`, or move it to the end',
      });
    }
  }
}

function hasMisspelt(stage: Tree, report: Report): boolean {
  return (
    stage.kind === 'mapping' && stage.entries.some(({ key }) => report.nearest(key, ['when']) !== undefined)
  );
}

function checkNames(tree: Tree, report: Report): void {
  const names = (tree.kind === 'list' ? tree.items : [])
    .map(stage => entryOf(stage, 'stage')?.node)
    .filter(node => node?.kind === 'scalar')
    .map(({ text: name, place }) => ({ name: name.trim(), place }));
  checkUnique(names, 'the stage', report);
  for (const { place } of names.filter(({ name }) => name === DUPLICATE)) {
    report.error(place, {
      code: 'reserved-name',
      message: `a stage cannot be called ${quoted(DUPLICATE)}: that is what leads found twice are called`,
      fix: 'choose another name',
    });
  }
}

/** Every key of a follow-up. */
export const FOLLOW_UP_KEYS = {
  days: required(wholeNumber(0, MOST_DAYS)),
  weekdays: optional(boolean()),
  from: optional(placed(text('the name of a date field'))),
} as const;

function followUpReader(scope: Scope): Reader<FollowUp> {
  const read = mapping('a follow-up', FOLLOW_UP_KEYS);
  return (tree, report) => {
    const found = read(tree, report);
    const from = found?.from && fieldOfType(found.from, { scope, type: 'date', what: '`from`' }, report);
    return (
      found && { days: found.days, weekdays: found.weekdays ?? false, ...(from !== undefined && { from }) }
    );
  };
}
