import type { Checked, Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import { createCountKeeper } from '../records/list-counts.ts';
import { type ByteSource, openSource } from './bytes/byte-source.ts';
import {
  findWrongKind,
  type ListKind,
  type ListName,
  listKind,
  outputExtension,
  parseListName,
} from './bytes/file-kind.ts';
import { decideEncoding } from './bytes/list-encoding.ts';
import { type Survey, surveySource } from './bytes/survey.ts';
import { type Piece, type TextEncoding, utf8Pieces } from './bytes/utf8-pieces.ts';
import { cutChunks } from './chunk.ts';
import { startDelimitedPass } from './delimited-list.ts';
import { detectLayout } from './dialect/dialect.ts';
import { isRegular } from './dialect/writing.ts';
import { readJsonColumns, startJsonPass } from './json/json-list.ts';
import { textRecord } from './json/json-rows.ts';
import type { LeadList, ListOptions, SideBySide } from './lead-list.ts';
import { listFaults } from './list-faults.ts';
import type { ListPass } from './list-pass.ts';

export type { ListCounts } from '../records/list-counts.ts';
export type { Fingerprint } from './bytes/fingerprint.ts';
export type { Dialect, LeadList, ListOptions } from './lead-list.ts';

/** An input of which everything is known but its records. */
interface OpenText {
  readonly path: string;
  readonly source: ByteSource;
  readonly survey: Survey;
  readonly encoding: TextEncoding;
  readonly listName: ListName;
  readonly options: ListOptions;
}

/** What the two formats of lists have of their own. */
type ListBody = Pick<LeadList, 'dialect' | 'header' | 'headerLine' | 'headerRecord' | 'format'> & {
  readonly startPass: () => ListPass;
  /** What a pass over parts of the list needs; absent where it can only be read from start to end. */
  readonly parts?: Pick<SideBySide, 'scanner' | 'chunks' | 'startPass'>;
};

/**
 * Opens a lead list: what it is, how it is encoded and written, and its header. `-` is stdin. Reads the whole input
 * once, for its encoding, unless `isClean` has; a JSON list once more, for its columns.
 */
export async function openList(path: string, options: ListOptions = {}): Promise<Checked<LeadList>> {
  const faults = checkOptions(options);
  if (faults.length > 0) return { diagnostics: faults };
  const opened = await openSource(path, options);
  const source = opened.value;
  if (source === undefined) return { diagnostics: opened.diagnostics };
  try {
    const list = await openText(path, { source, options });
    if (list.value === undefined) await source.close();
    return list;
  } catch (error) {
    await source.close();
    if (error instanceof CannotRun) return { diagnostics: error.diagnostics };
    throw error;
  }
}

async function openText(
  path: string,
  { source, options }: { readonly source: ByteSource; readonly options: ListOptions },
): Promise<Checked<LeadList>> {
  const { shown } = source;
  const listName = parseListName(path);
  const { saysGzip } = listName;
  const { allowLarge = false, isClean } = options;
  const survey = await surveySource(source, { saysGzip, allowLarge, ...(isClean && { isClean }) });
  if (survey.textBytes === 0) return { diagnostics: [listFaults.isEmpty(shown)] };
  const wrongKind = findWrongKind(shown, survey.head);
  if (wrongKind !== undefined) return { diagnostics: [wrongKind] };
  const decided = decideEncoding(shown, survey, options);
  if (decided.value === undefined) return { diagnostics: decided.diagnostics };
  const text = { path, source, survey, encoding: decided.value, listName, options };
  const body = await openBody(text);
  const diagnostics = [...decided.diagnostics, ...body.diagnostics];
  return body.value === undefined ? { diagnostics } : { value: listOf(text, body.value), diagnostics };
}

async function openBody(text: OpenText): Promise<Checked<ListBody>> {
  const { source, listName } = text;
  const head = await headOf(text);
  const firstCharacter = /[^ \t\r\n]/.exec(head.bytes.toString('latin1', 0, 4096))?.[0] ?? '';
  const kind = listKind(listName, firstCharacter);
  if (kind === 'delimited') return delimitedBody(text, head);
  if (firstCharacter === '') return { diagnostics: [listFaults.isEmpty(source.shown)] };
  const wrong = wrongJson(kind, { firstCharacter, head, isSniffed: listName.extension === '' });
  if (wrong !== undefined) return { diagnostics: [listFaults.jsonNotAList(source.shown, wrong)] };
  return { value: await jsonBody(text, kind === 'json-array' ? kind : 'json-lines'), diagnostics: [] };
}

/** The first piece of the text, in a buffer of its own. */
async function headOf({ source, encoding }: OpenText): Promise<Piece> {
  for await (const { bytes, isLast } of utf8Pieces(source, encoding))
    return { bytes: Buffer.from(bytes), isLast };
  return { bytes: Buffer.alloc(0), isLast: true };
}

/** What a JSON text is instead of a list. */
function wrongJson(
  kind: ListKind,
  { firstCharacter, head, isSniffed }: { firstCharacter: string; head: Piece; isSniffed: boolean },
): string | undefined {
  if (kind === 'json-other') return firstCharacter === '{' ? 'one JSON object' : 'a single value or no JSON';
  if (kind !== 'json-lines' || !isSniffed) return undefined;
  const firstLine = head.bytes.toString('utf8').trim().split('\n', 1)[0] ?? '';
  return firstLine.trimEnd().endsWith('}') || !head.isLast ? undefined : 'one JSON object over several lines';
}

function delimitedBody(text: OpenText, head: Piece): Checked<ListBody> {
  const { source, encoding, options, listName } = text;
  const { extension } = listName;
  const found = detectLayout(
    { shown: source.shown, bytes: head.bytes, isWhole: head.isLast, extension },
    options,
  );
  const layout = found.value;
  if (layout === undefined) return { diagnostics: found.diagnostics };
  const { writing, newline, names, header, repeated, table, skip, line } = layout;
  const { delimiter, quote, ...unusual } = writing;
  const { markLength } = encoding;
  const dialect = { encoding: encoding.encoding, delimiter, quote, newline, bom: markLength > 0, ...unusual };
  const scanner = {
    delimiter: delimiter.charCodeAt(0),
    quote: quote.charCodeAt(0),
    columns: names.length,
    skip,
    line,
    offset: markLength,
    ...(repeated === undefined ? {} : { header: repeated }),
    ...(table === undefined ? {} : { table }),
  };
  const pieces = () => utf8Pieces(source, encoding);
  const pass = { shown: source.shown, scanner, pieces, refuses: options.inDoubt !== 'take-better' };
  const start = { byte: skip, line, row: 0 };
  const parts = {
    scanner,
    startPass: () => startDelimitedPass({ ...pass, start }),
    chunks: (size: number) => cutChunks(source, { from: skip, size, encoding, pieces }),
  };
  const irregular = isRegular(writing) ? {} : { writing, from: layout.start };
  return {
    value: {
      format: 'delimited',
      dialect,
      header: names,
      headerRecord: header,
      ...(layout.headerLine === undefined ? {} : { headerLine: layout.headerLine }),
      startPass: () => startDelimitedPass({ ...pass, ...irregular }),
      // Where NUL bytes are dropped or cells written otherwise, an offset in the text is none in the file.
      ...(text.survey.nulBytes > 0 || !isRegular(writing) ? {} : { parts }),
    },
    diagnostics: found.diagnostics,
  };
}

async function jsonBody(text: OpenText, kind: 'json-array' | 'json-lines'): Promise<ListBody> {
  const { source, encoding } = text;
  const { markLength } = encoding;
  const jsonText = () => ({ shown: source.shown, kind, markLength, pieces: utf8Pieces(source, encoding) });
  const header = await readJsonColumns(jsonText());
  const dialect = {
    encoding: encoding.encoding,
    delimiter: ',',
    quote: '"',
    newline: '\n',
    bom: false,
  } as const;
  const headerRecord = textRecord(header, dialect);
  return {
    format: 'json',
    dialect,
    header,
    headerRecord,
    startPass: () => startJsonPass(jsonText(), header),
  };
}

function listOf({ path, source, encoding, listName }: OpenText, body: ListBody): LeadList {
  const { startPass, parts, ...known } = body;
  let pass: Pick<ListPass, 'counts' | 'findings'> | undefined;

  async function* records() {
    const started = startPass();
    pass = started;
    yield* started.records();
    await source.verifyUnchanged();
  }

  function startSettling(start: SideBySide['startPass']): ReturnType<SideBySide['startPass']> {
    const started = start();
    pass = started;
    return started;
  }

  return Object.freeze({
    ...known,
    name: listName.name,
    path,
    extension: outputExtension(listName),
    ...(encoding.isPassThrough ? { size: encoding.textBytes } : {}),
    ...(parts === undefined
      ? {}
      : {
          sideBySide: {
            ...parts,
            textBytes: encoding.textBytes,
            file: source,
            startPass: () => startSettling(parts.startPass),
            verifyUnchanged: source.verifyUnchanged,
          },
        }),
    records,
    async fingerprint() {
      const fingerprint = await source.fingerprint();
      await source.verifyUnchanged();
      return fingerprint;
    },
    counts: () => (pass ?? createCountKeeper()).counts(),
    findings: () => pass?.findings() ?? [],
    close: () => source.close(),
  });
}

const ONE_ASCII = /^[\x01-\x7f]$/;
const LINE_END = /[\r\n]/;

/** What the user says of a list and cannot be meant. */
function checkOptions({ delimiter, quote, headerRow, noHeader }: ListOptions): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  if (delimiter !== undefined && !isOneCharacter(delimiter)) {
    faults.push(
      listFaults.badOption('--delimiter', 'takes one character', 'write for example --delimiter ";"'),
    );
  }
  if (quote !== undefined && !isOneCharacter(quote)) {
    faults.push(listFaults.badOption('--quote', 'takes one character', `Write for example --quote "'".`));
  }
  if (quote !== undefined && quote === delimiter) {
    faults.push(
      listFaults.badOption('--quote', 'and --delimiter are the same character', 'change one of them'),
    );
  }
  if (headerRow !== undefined && !(Number.isInteger(headerRow) && headerRow >= 1)) {
    faults.push(
      listFaults.badOption('--header-row', 'takes the number of a line, from 1', 'write --header-row 3'),
    );
  }
  if (headerRow !== undefined && noHeader === true) {
    faults.push(listFaults.badOption('--header-row', 'and --no-header exclude each other', 'leave one out'));
  }
  return faults;
}

function isOneCharacter(text: string): boolean {
  return ONE_ASCII.test(text) && !LINE_END.test(text);
}
