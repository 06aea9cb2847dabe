import { expect, test } from 'vitest';
import { usageFault } from '../../src/shell/usage-fault.ts';

test.each([
  [
    "error: unknown option '--lokale'\n(Did you mean --locale?)",
    "unknown option '--lokale'",
    'did you mean --locale?',
  ],
  [
    "error: option '--to <format>' argument 'a. B' is invalid. Allowed choices are csv, ndjson.",
    "option '--to <format>' argument 'a. B' is invalid",
    'allowed choices are csv, ndjson',
  ],
  [
    "error: required option '-r, --rules <name|file>' not specified",
    "required option '-r, --rules <name|file>' not specified",
    '--help lists what there is',
  ],
])('%s', (said, message, fix) => {
  expect(usageFault({ message: said })).toEqual({ severity: 'error', code: 'bad-option', message, fix });
});
