import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { promisify } from 'node:util';
import { CannotRun } from '../model/errors.ts';

const run = promisify(execFile);

/**
 * The bytes of a file as they are in a git revision.
 *
 * @throws CannotRun where there is no such revision, no repository, or no such file in it
 */
export async function readRevision(path: string, ref: string): Promise<Uint8Array> {
  const options = { cwd: dirname(path), encoding: 'buffer', maxBuffer: 64_000_000 } as const;
  const shown = await run('git', ['show', '--end-of-options', `${ref}:./${basename(path)}`], options).catch(
    () => {
      throw new CannotRun([
        {
          severity: 'error',
          code: 'bad-revision',
          message: `git has no ${path} in the revision ${ref}`,
          fix: 'name a commit, a branch or a tag of the repository that the file is in',
        },
      ]);
    },
  );
  return shown.stdout;
}
