import type { SourceCosts } from '../../model/costs.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { TextField } from '../../model/rulebook.ts';
import { nearestName } from '../../values/nearest.ts';
import { quoted } from '../../yaml/shape.ts';
import { NONE } from '../tally/group-name.ts';
import { costWarning } from './cost-error.ts';

/** Shorter names are near too many others for "did you mean". */
const SHORTEST_MISSPELT = 5;

/** What is doubtful about the sources of a cost file, seen from the rulebook's field `source`; all of it warnings. */
export function findSourceDoubts(sources: readonly SourceCosts[], field: TextField): readonly Diagnostic[] {
  const unmatched = field.values === undefined ? misspelt(sources, field) : outsideDomain(sources, field);
  return [...unmatched, ...joined(sources, field)];
}

/** Where the field has a domain, a source outside it is invalid in every lead. */
function outsideDomain(sources: readonly SourceCosts[], field: TextField): readonly Diagnostic[] {
  const { name, values = [] } = field;
  const domain = new Set([...values, NONE]);
  const outside = sources.filter(({ spellings }) => !spellings.some(spelling => domain.has(spelling)));
  return outside.map(source => {
    const nearest = nearestName(source.name, shownValues(field));
    return costWarning({
      code: 'cost-unmatched',
      message: `${quoted(source.name)} is not one of the values of the field ${quoted(name)}: no lead can have it`,
      fix: `${nearest === undefined ? '' : `did you mean ${quoted(nearest)}? Or `}add it to the field's \`values\` or \`aliases\``,
      place: source.place,
    });
  });
}

/** Without a domain any source may come: doubtful is only what is nearly one that the rulebook names. */
function misspelt(sources: readonly SourceCosts[], field: TextField): readonly Diagnostic[] {
  const known = new Set(field.aliases.flatMap(({ from, to }) => [from, to]));
  const costed = new Set(sources.flatMap(({ spellings }) => spellings));
  const unnamed = [...new Set(field.aliases.map(({ shown }) => shown))].filter(
    (_, index, all) => !costed.has(targetsOf(field, all)[index] ?? ''),
  );
  return sources.flatMap(source => {
    const [folded = ''] = source.spellings;
    if (folded.length < SHORTEST_MISSPELT || source.spellings.some(spelling => known.has(spelling)))
      return [];
    const nearest = nearestName(source.name, unnamed);
    if (nearest === undefined) return [];
    return [
      costWarning({
        code: 'cost-unmatched',
        message: `the field ${quoted(field.name)} knows no ${quoted(source.name)}, but ${quoted(nearest)}, which has no cost here`,
        fix: `did you mean ${quoted(nearest)}? If it is another source, add it to the field's \`aliases\``,
        place: source.place,
      }),
    ];
  });
}

function targetsOf({ aliases }: TextField, shown: readonly string[]): readonly string[] {
  return shown.map(text => aliases.find(alias => alias.shown === text)?.to ?? '');
}

/** A source of the cost file whose spellings are two values for the rulebook: their costs and leads become one. */
function joined(sources: readonly SourceCosts[], field: TextField): readonly Diagnostic[] {
  const values = new Set([...(field.values ?? []), ...field.aliases.map(({ to }) => to)]);
  return sources.flatMap(({ name, spellings, place }) => {
    const both = spellings.filter(spelling => values.has(spelling));
    if (both.length < 2) return [];
    return [
      costWarning({
        code: 'cost-alias-clash',
        message: `the aliases of ${quoted(name)} join ${both.map(quoted).join(' and ')}, which the field ${quoted(field.name)} tells apart`,
        fix: 'remove the alias that belongs to another source, or make them one in the rulebook too',
        place,
      }),
    ];
  });
}

/** The values as written where that is known, else folded. */
function shownValues({ values = [], aliases }: TextField): readonly string[] {
  return values.map(value => aliases.find(({ to }) => to === value)?.shown ?? value);
}
