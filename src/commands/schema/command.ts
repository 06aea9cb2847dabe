import { loadRulebook } from '../../language/load.ts';
import type { Run } from '../../shell/command.ts';
import { EXIT } from '../../shell/exit-codes.ts';
import { demand } from '../../shell/tell.ts';
import { formatJson } from '../../terminal/json.ts';
import { rulebookSchema } from './rulebook-schema.ts';

/** `leadsieve schema`: prints the JSON Schema of rulebooks, or of one rulebook with its names filled in. */
export const schema: Run = async ([rules], _options, terminal) => {
  const loaded = rules === undefined ? undefined : demand(await loadRulebook(rules), terminal);
  terminal.out.write(formatJson(rulebookSchema(loaded)));
  return EXIT.done;
};
