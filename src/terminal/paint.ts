import { Chalk, type ChalkInstance } from 'chalk';

/** How something is drawn for people. */
export interface Drawing {
  readonly colours: ChalkInstance;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Colours for one output, or none: whether a terminal takes them is the command line's to know. */
export function paint(colour: boolean): ChalkInstance {
  return new Chalk({ level: colour ? 1 : 0 });
}
