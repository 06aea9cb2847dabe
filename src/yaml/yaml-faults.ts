import type { ErrorCode } from 'yaml';
import type { Diagnostic, Place } from '../model/diagnostic.ts';

type Fault = Pick<Diagnostic, 'code' | 'message' | 'fix'>;

/** An error with its place. */
export function errorAt(place: Place, fault: Fault): Diagnostic {
  return Object.freeze({ severity: 'error', ...fault, place });
}

type Said = Omit<Fault, 'code'>;

const INDENT: Said = {
  message: 'a list or mapping in brackets is not closed, or its next line is not indented',
  fix: 'close the bracket, or indent the lines inside it further than the key before it',
};
const QUOTES_NEEDED: Said = {
  message: 'a text without quotes cannot start with this character',
  fix: 'put the text in quotes',
};
const KEY_SHAPE: Said = {
  message: 'this line is no `key: value`',
  fix: 'write `key: value` with a colon and a space, or put a text of several lines in quotes',
};
const ONE_PROPERTY: Said = {
  message: 'a value has at most one anchor and no tag',
  fix: 'remove one of them',
};

/** What is said of the codes of the yaml package that people meet. */
const SAID: Partial<Record<ErrorCode, Said>> = {
  BAD_INDENT: INDENT,
  BAD_SCALAR_START: QUOTES_NEEDED,
  BAD_DQ_ESCAPE: {
    message: 'double quotes have no such escape',
    fix: 'use single quotes, in which a backslash is a backslash',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'a second `:` on this line, or a line indented differently from its neighbours',
    fix: 'put a value with a colon in quotes; indent the entries of one list or mapping equally',
  },
  BLOCK_IN_FLOW: {
    message: 'lists with dashes cannot stand inside brackets',
    fix: 'write the list as [a, b]',
  },
  KEY_OVER_1024_CHARS: { message: 'a key is longer than 1024 characters', fix: 'shorten the key' },
  MULTILINE_IMPLICIT_KEY: KEY_SHAPE,
  TAB_AS_INDENT: { message: 'a tab is no indentation in YAML', fix: 'indent with spaces' },
  MULTIPLE_ANCHORS: ONE_PROPERTY,
  MULTIPLE_TAGS: ONE_PROPERTY,
};

/** A syntax error of the yaml package in the words of leadsieve. */
export function syntaxFault(code: ErrorCode, message: string): Fault {
  const known = code === 'MISSING_CHAR' ? missing(message) : SAID[code];
  return { code: 'yaml-syntax', ...(known ?? { message: plainly(message), fix: 'see the line above too' }) };
}

function missing(message: string): Said | undefined {
  if (message.includes('quote')) {
    return { message: 'a text in quotes is never closed', fix: 'add the closing quote' };
  }
  return message.startsWith('Implicit map keys') ? KEY_SHAPE : undefined;
}

function plainly(message: string): string {
  const unexpected = /^Unexpected (?:[a-z-]+ )?token in YAML stream: (.*)$/s.exec(message)?.[1];
  if (unexpected !== undefined) return `${unexpected.split('\\n')[0]} is not expected here`;
  return message.charAt(0).toLowerCase() + message.slice(1);
}

export const DUPLICATE_KEY = (key: string, line: number): Fault => ({
  code: 'duplicate-key',
  message: `\`${key}\` is here twice; the first is on line ${line}`,
  fix: 'remove one of them, or join them into one',
});
export const MERGE_KEY: Fault = {
  code: 'merge-key',
  message: 'the merge key `<<` is not part of YAML 1.2',
  fix: 'repeat the keys here, or give the whole value an anchor (`&name`) and use it as `*name`',
};
export const COMPLEX_KEY: Fault = {
  code: 'yaml-syntax',
  message: 'a key must be a text',
  fix: 'write the key as a word; put it in quotes if it starts with a bracket or a star',
};
export const TAG: Fault = {
  code: 'yaml-tag',
  message: 'YAML tags are not read here',
  fix: 'remove the tag; put a number that is meant as text in quotes',
};
export const UNKNOWN_ALIAS = (name: string): Fault => ({
  code: 'undefined-alias',
  message: `\`*${name}\` is used, but \`&${name}\` is not defined before it`,
  fix: `define it first, as \`&${name} value\`; a text that starts with a star needs quotes`,
});
export const ALIAS_BOMB = (limit: number): Fault => ({
  code: 'too-large',
  message: `aliases would repeat more than ${limit.toLocaleString('en')} values`,
  fix: 'use fewer aliases, or name the values once as a set',
});
export const TOO_DEEP = (limit: number): Fault => ({
  code: 'too-deep',
  message: `lists and mappings are nested more than ${limit} deep`,
  fix: 'split the condition into criteria, or remove the extra brackets',
});
export const TOO_LARGE = (limit: number): Fault => ({
  code: 'too-large',
  message: `the file is larger than ${limit / 1_000_000} MB`,
  fix: 'is it the right file? Long value lists belong in a suppression list',
});
export const SEVERAL_DOCUMENTS: Fault = {
  code: 'several-documents',
  message: 'a second YAML document starts here',
  fix: 'keep one document in a file: remove the line `---`',
};
export const YAML_VERSION: Fault = {
  code: 'yaml-version',
  message: 'only YAML 1.2 is read, in which `yes` and `NO` are texts',
  fix: 'remove the line `%YAML`',
};
export const EMPTY_FILE: Fault = {
  code: 'empty',
  message: 'the file is empty',
  fix: 'is it the right file?',
};
