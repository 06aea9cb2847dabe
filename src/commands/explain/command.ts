import { EMPTY_ROW, findLead, type Wanted } from '../../engine/find-lead.ts';
import { closeLists } from '../../inputs/lists.ts';
import { loadJudging, openInputs } from '../../inputs/qualify-inputs.ts';
import { planRun } from '../../inputs/qualify-plan.ts';
import { parseQualifySettings } from '../../inputs/qualify-settings.ts';
import { CannotRun } from '../../model/errors.ts';
import type { Rulebook } from '../../model/rulebook.ts';
import type { Run } from '../../shell/command.ts';
import { EXIT } from '../../shell/exit-codes.ts';
import { suggestName } from '../../values/nearest.ts';
import { explain as explainLead } from './explain.ts';
import { formatExplanation } from './explanation.ts';

/** `leadsieve explain`: one lead, step by step, with the verdict that `qualify` gives it. */
export const explain: Run = async ([path = ''], options, terminal) => {
  const settings = parseQualifySettings([path], options);
  const judging = await loadJudging(settings, terminal);
  const inputs = await openInputs(judging, settings, terminal);
  try {
    const { rulebook } = inputs.loaded;
    const { suppression } = inputs;
    const { asOf, dedupe } = settings;
    const wanted = parseWanted(String(options.lead), rulebook);
    const lists = planRun(inputs, settings, terminal);
    const job = {
      rulebook,
      asOf,
      lists,
      dedupe,
      ...(suppression === undefined ? {} : { suppression }),
    };
    const found = await findLead(job, wanted);
    const [planned] = lists;
    if (found === EMPTY_ROW) throw new CannotRun([isNoLead(path, wanted)]);
    if (found === undefined || planned === undefined) throw new CannotRun([notFound(path, wanted)]);
    const explanation = explainLead(rulebook, { ...found, asOf, notation: planned });
    const { colour, width } = terminal.out;
    terminal.out.write(
      formatExplanation(explanation, {
        lead: `${path === '-' ? 'standard input' : path}, row ${found.row}`,
        colour,
        width,
      }),
    );
    return EXIT.done;
  } finally {
    await closeLists(inputs.lists);
  }
};

/** `--lead 17` or `--lead email=ceo@acme.example`. */
function parseWanted(text: string, { name, fields }: Rulebook): Wanted {
  if (/^[1-9]\d*$/.test(text)) return { kind: 'row', row: Number(text) };
  const split = text.indexOf('=');
  const field = text.slice(0, Math.max(split, 0));
  const names = fields.map(known => known.name);
  if (names.includes(field)) return { kind: 'value', field, text: text.slice(split + 1) };
  const message =
    split <= 0
      ? `--lead ${text} is neither a row number nor FIELD=VALUE`
      : `--lead: rulebook ${name} has no field ${field}`;
  throw new CannotRun([{ severity: 'error', code: 'bad-option', message, fix: suggestName(field, names) }]);
}

function isNoLead(path: string, wanted: Wanted) {
  const row = wanted.kind === 'row' ? wanted.row : 0;
  const message = `${path}: row ${row} is no lead: it is empty, a line of a footer or a row of totals`;
  return { severity: 'error', code: 'no-such-lead', message, fix: 'name a row that is a lead' } as const;
}

function notFound(path: string, wanted: Wanted) {
  const message =
    wanted.kind === 'row'
      ? `${path} has no row ${wanted.row}`
      : `${path} has no row with this ${wanted.field}`;
  const fix = 'rows are numbered from 1, the first after the header';
  return { severity: 'error', code: 'no-such-lead', message, fix } as const;
}
