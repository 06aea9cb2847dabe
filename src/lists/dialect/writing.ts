/** How the cells of a delimited list are written, as far as RFC 4180 leaves a choice and where it is not followed. */
export interface Writing {
  /** The one byte that stands between cells, or that what stands there is reduced to. */
  readonly delimiter: string;
  readonly quote: string;
  /** A quote inside a quoted cell has a backslash before it instead of being doubled. */
  readonly escape?: '\\';
  /** What really stands between cells: a delimiter and a space, or two delimiters. */
  readonly between?: string;
}

/** Whether a scanner of one delimiter and doubled quotes reads the text as it stands. */
export function isRegular(writing: Writing): boolean {
  return writing.escape === undefined && writing.between === undefined;
}
