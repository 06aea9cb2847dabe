import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rulebookSchema } from '../../../src/commands/schema/rulebook-schema.ts';
import { BUILT_IN_NAMES } from '../../../src/language/built-in.ts';
import { mutate } from './mutations.ts';
import { asData, load, loaded, projectFile, readmeRulebooks, validator } from './validating.ts';

const extending = readmeRulebooks().filter(({ text }) => text.includes('\nextends:'));
const sources = [
  ...BUILT_IN_NAMES.map(name => projectFile(`rules/${name}.yaml`)),
  projectFile('test/language/golden/purchased-list.yaml'),
  ...extending,
];
const language = validator();
const schemas = new Map(sources.map(source => [source, validator(rulebookSchema(loaded(source)))]));
const mutations = fc.record({ site: fc.nat(), kind: fc.nat(), choice: fc.nat() });

test('what a schema refuses the loader refuses too, whatever is done to a key', { timeout: 240_000 }, () => {
  const counts = { refused: 0, byLanguage: 0, byOwn: 0 };
  for (const source of sources) {
    const own = schemas.get(source);
    for (const mutation of fc.sample(mutations, { seed: 20_261_101, numRuns: 30 })) {
      const { text, what } = mutate(source.text, mutation);
      const isTaken = load({ ...source, text }).value !== undefined;
      const data = asData(text);
      const [byLanguage, byOwn] = [language(data), own?.(data)];
      expect([source.file, what, isTaken && !byLanguage, isTaken && !byOwn]).toEqual([
        source.file,
        what,
        false,
        false,
      ]);
      if (isTaken) continue;
      counts.refused++;
      if (!byLanguage) counts.byLanguage++;
      if (!byOwn) counts.byOwn++;
    }
  }
  expect(sources).toHaveLength(10);
  expect(counts.refused).toBeGreaterThan(200);
  expect(counts.byLanguage / counts.refused).toBeGreaterThan(0.8);
  expect(counts.byOwn / counts.refused).toBeGreaterThan(0.93);
});
