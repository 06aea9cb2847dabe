import { writeNewFile } from '../../files/single-output.ts';
import { closeLists, openLists } from '../../inputs/lists.ts';
import { parseReading } from '../../inputs/qualify-settings.ts';
import { loadKnown } from '../../language/recognition/known-fields.ts';
import { sampleList } from '../../lists/sample.ts';
import type { Run } from '../../shell/command.ts';
import { EXIT } from '../../shell/exit-codes.ts';
import { interruptible } from '../../shell/interrupt.ts';
import { demand, tell } from '../../shell/tell.ts';
import { safeLine } from '../../terminal/safe.ts';
import { draftRulebook } from './draft-rulebook.ts';

/** `leadsieve init`: a first rulebook, drafted from a list's columns. */
export const init: Run = async ([path = ''], options, terminal) => {
  const { out, outcome } = options as { readonly out?: string; readonly outcome?: string };
  const opened = demand(await openLists([path], parseReading(options)), terminal);
  const lists = opened.map(({ list }) => list);
  try {
    const known = await loadKnown();
    for (const list of lists) {
      const sample = await sampleList(list);
      tell(terminal, list.findings());
      const named = { name: list.name, known, ...(outcome === undefined ? {} : { outcome }) };
      const text = demand(draftRulebook(sample, named), terminal);
      if (out === undefined) terminal.out.write(text);
      else {
        await interruptible(
          () => true,
          async () => writeNewFile(out, Buffer.from(text)),
        );
        terminal.err.write(`written: ${safeLine(out)}\n`);
      }
    }
  } finally {
    await closeLists(lists);
  }
  return EXIT.done;
};
