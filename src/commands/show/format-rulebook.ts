import type { ParsedRulebook } from '../../language/parse.ts';
import { ROOT_KEYS } from '../../language/validate.ts';
import { formatYaml, type KeyOrder, orderKeys } from '../../yaml/yaml-format.ts';

const WIDTH = 110;
const SECTIONS = ['sets', 'fields', 'criteria', 'frameworks', 'scores', 'stages', 'tests'];

const FIRST: KeyOrder = { each: { keys: ['when', 'points'] } };
const RULE: KeyOrder = {
  keys: ['id', 'when', 'first', 'per', 'points', 'max'],
  under: { first: FIRST },
};
const FIELD: KeyOrder = {
  keys: [
    'type',
    'columns',
    'required',
    'region',
    'combine',
    'blank',
    'aliases',
    'values',
    'min',
    'max',
    'band',
    'formats',
  ],
};
const SCORE: KeyOrder = {
  keys: ['min', 'max', 'decay', 'rules'],
  under: { decay: { keys: ['since', 'keep_percent', 'unknown'] }, rules: { each: RULE } },
};
const STAGE: KeyOrder = {
  keys: ['stage', 'counts_as', 'when', 'route', 'follow_up'],
  under: { follow_up: { keys: ['days', 'weekdays', 'from'] } },
};

/** The canonical order of keys; names and conditions, whose order may mean something, stay as written. */
const ORDER: KeyOrder = {
  keys: Object.keys(ROOT_KEYS),
  under: {
    fields: { each: FIELD },
    criteria: { each: { keys: ['when', 'ask', 'unknown'] } },
    frameworks: { each: { keys: ['criteria', 'pass', 'require'] } },
    scores: { each: SCORE },
    grades: { keys: ['score', 'bands'] },
    stages: { each: STAGE },
    tests: { each: { keys: ['name', 'as_of', 'lead', 'expect'] } },
  },
};

/** The rulebook after `extends` as YAML, which loads to the same rulebook. */
export function formatRulebook({ document }: Pick<ParsedRulebook, 'document'>): string {
  const ordered = orderKeys(document, ORDER);
  return ordered.kind === 'mapping' ? formatYaml(ordered, { width: WIDTH, sections: SECTIONS }) : '';
}
