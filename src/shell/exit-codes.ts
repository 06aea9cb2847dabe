/** What the process ends with; see cli.md "Exit codes". */
export const EXIT = {
  done: 0,
  /** The work was done and found something: a gate tripped, a test failed, too many rows were rejected. */
  findings: 1,
  /** Could not start or go on, and the user can mend it. */
  cannotRun: 2,
  /** A defect in leadsieve. */
  defect: 70,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
