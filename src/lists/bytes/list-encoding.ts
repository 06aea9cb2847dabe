import type { Checked, Diagnostic } from '../../model/diagnostic.ts';
import { encodingName, findMark, guessLegacy, guessUtf16, isEncoding } from '../../text/encoding.ts';
import type { ListOptions } from '../lead-list.ts';
import { listFaults, warning } from '../list-faults.ts';
import type { Survey } from './survey.ts';
import type { TextEncoding } from './utf8-pieces.ts';

/** More NUL bytes than this share of a text say that it is no text. */
const MOST_NULS = 0.01;

/** Decides how a text is encoded, by `--encoding`, by its byte order mark, by its bytes. A guess is a warning. */
export function decideEncoding(
  shown: string,
  survey: Survey,
  { encoding: given, allowLarge = false }: ListOptions,
): Checked<TextEncoding> {
  if (given !== undefined && !isEncoding(given)) return failed(listFaults.unknownEncoding(shown, given));
  const { head, firstOffence, cutBytes, isGzip, textBytes } = survey;
  const mark = findMark(head);
  const known =
    given === undefined ? (mark?.encoding ?? guessUtf16(head)) : spelledOut(given, mark?.encoding);
  const isUtf8 = firstOffence === -1;
  const encoding = known ?? (isUtf8 ? 'utf-8' : guessLegacy(survey.sample));
  if (!encoding.startsWith('utf-16') && isBinary(survey.nulBytes, textBytes)) {
    return failed(listFaults.binary(shown, survey.nulBytes));
  }
  const markLength = mark?.encoding === encoding ? mark.length : 0;
  const isPassThrough = encoding === 'utf-8' && isUtf8;
  const value = { encoding, markLength, isPassThrough, cutBytes, isGzip, textBytes, allowLarge };
  return {
    value,
    diagnostics: warningsOf(shown, { survey, encoding, isGuess: known === undefined && !isUtf8 }),
  };
}

/** Whether a text of so many bytes has more NULs than a text may have. */
export function isBinary(nulBytes: number, textBytes: number): boolean {
  return nulBytes > MOST_NULS * textBytes;
}

/** `utf-16` alone leaves the order of bytes to the mark. */
function spelledOut(given: string, marked: string | undefined): string {
  const name = encodingName(given);
  return name === 'utf-16' || name === 'utf16' ? (marked ?? 'utf-16le') : name;
}

function warningsOf(
  shown: string,
  {
    survey,
    encoding,
    isGuess,
  }: { readonly survey: Survey; readonly encoding: string; readonly isGuess: boolean },
): readonly Diagnostic[] {
  const { firstOffence, cutBytes } = survey;
  if (isGuess) {
    const message = `${shown} is not UTF-8 (byte ${firstOffence} cannot be); read as ${encoding}`;
    return [warning('encoding-guessed', message, 'if names look wrong, say --encoding')];
  }
  if (encoding === 'utf-8' && firstOffence !== -1) {
    const message = `${shown} is not all UTF-8: byte ${firstOffence} is the first that cannot be and was replaced`;
    return [warning('bytes-replaced', message, 'if the list is in another encoding, say --encoding')];
  }
  if (encoding !== 'utf-8' || cutBytes === 0) return [];
  return [warning('character-cut', `${shown} ends in the middle of a character: is it complete?`)];
}

function failed(diagnostic: Diagnostic): { readonly diagnostics: readonly Diagnostic[] } {
  return { diagnostics: [diagnostic] };
}
