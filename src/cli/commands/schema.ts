import { formatJson } from '../../report/json.ts';
import { loadRulebook } from '../../rulebook/load.ts';
import { rulebookSchema } from '../../rulebook/schema/rulebook-schema.ts';
import type { Run } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { demand } from '../tell.ts';

/** `leadsieve schema`: prints the JSON Schema of rulebooks, or of one rulebook with its names filled in. */
export const schema: Run = async ([rules], _options, terminal) => {
  const loaded = rules === undefined ? undefined : demand(await loadRulebook(rules), terminal);
  terminal.out.write(formatJson(rulebookSchema(loaded)));
  return EXIT.done;
};
