/** One form of what a command prints: an entry of the command's record of formats, which is all that names it. */
export interface OutputFormat<Print> {
  /** Whether it is read by programs: what else there is to tell goes to stderr. */
  readonly isData: boolean;
  /** Loaded when it is asked for, because each start of leadsieve reads the names of all formats. */
  readonly load: () => Promise<Print>;
}

/** The names of a command's formats, in the order of its record: what `--format` takes. */
export function formatNames<Name extends string>(
  formats: Readonly<Record<Name, OutputFormat<unknown>>>,
): readonly Name[] {
  return Object.keys(formats) as Name[];
}
