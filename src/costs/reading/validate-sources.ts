import type { Amount, Billed, SourceCosts } from '../../model/costs.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { TextField } from '../../model/rulebook.ts';
import { compileBlank } from '../../values/blank.ts';
import { compileAliases } from '../../values/field-types/text.ts';
import { fold } from '../../values/fold.ts';
import { quoted } from '../../yaml/shape.ts';
import { negativeNet, ownSpend } from '../allocate.ts';
import { NONE } from '../tally/group-name.ts';
import { costError } from './cost-error.ts';
import type { Spelling } from './draft.ts';
import { findSourceDoubts } from './source-doubts.ts';

/** A source with its amounts in the run's currency. */
export interface DraftSource {
  readonly name: Spelling;
  readonly aliases: readonly Spelling[];
  readonly spend: readonly Amount[];
  readonly perLead: readonly Amount[];
  readonly credit: readonly Amount[];
  readonly billed?: Billed | undefined;
  /** Whether all of its amounts could be read, so that their sum means something. */
  readonly sound: boolean;
}

/**
 * Finds every spelling of every source, folded, as written and after the source field's aliases. Reports a spelling
 * that two sources share, blank names, credits above the spend, and (as warnings) what is doubtful in the names.
 */
export function validateSources(
  drafts: readonly DraftSource[],
  field: TextField,
): { readonly sources: readonly SourceCosts[]; readonly diagnostics: readonly Diagnostic[] } {
  const resolve = compileAliases(field);
  const owners = new Map<string, { readonly draft: DraftSource; readonly spelling: Spelling }>();
  const diagnostics: Diagnostic[] = [];
  const sources = drafts.map(draft => {
    const spellings = new Set<string>();
    for (const spelling of [draft.name, ...draft.aliases]) {
      const folded = fold(spelling.text);
      if (folded !== NONE && compileBlank(field, [])(folded)) diagnostics.push(blankName(spelling));
      const read = resolve(folded);
      const owner = owners.get(read);
      if (owner === undefined) owners.set(read, { draft, spelling });
      else if (owner.draft !== draft) diagnostics.push(clash(spelling, owner, { read, field }));
      spellings.add(folded).add(read);
    }
    const source = sourceOf(draft, { spellings: [...spellings], field });
    const net = ownSpend(source, 0);
    if (draft.sound && source.perLead.length === 0 && net < 0) diagnostics.push(negativeNet(source, net));
    return source;
  });
  return { sources, diagnostics: [...diagnostics, ...findSourceDoubts(sources, field)] };
}

function sourceOf(
  { name, spend, perLead, credit, billed }: DraftSource,
  { spellings, field }: { readonly spellings: readonly string[]; readonly field: TextField },
): SourceCosts {
  const target = field.aliases.find(({ to }) => to === compileAliases(field)(fold(name.text)));
  return {
    name: target?.shown ?? name.text.trim(),
    spellings,
    spend,
    perLead,
    credit,
    ...(billed === undefined ? {} : { billed }),
    place: name.place,
  };
}

function blankName({ text, place }: Spelling): Diagnostic {
  return costError({
    code: 'cost-source',
    message: text.trim() === '' ? 'a source has no name' : `${quoted(text)} says that there is no source`,
    fix: `name the source; what leads without a source cost goes under ${quoted(NONE)}`,
    place,
  });
}

function clash(
  { text, place }: Spelling,
  { draft, spelling }: { readonly draft: DraftSource; readonly spelling: Spelling },
  { read, field }: { readonly read: string; readonly field: TextField },
): Diagnostic {
  const source = `${quoted(draft.name.text)} (line ${spelling.place.line})`;
  const message =
    fold(text) === fold(spelling.text)
      ? `${quoted(text)} is also a spelling of the source ${source}`
      : `${quoted(text)} and ${quoted(spelling.text)} of the source ${source} are one source: ` +
        `the field ${quoted(field.name)} reads both as ${quoted(read)}`;
  return costError({
    code: 'cost-alias-clash',
    message,
    fix: 'a spelling belongs to one source: join the two entries, or remove it from one',
    place,
  });
}
