import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { Problem } from '../../engine/model.ts';
import { fail, type Result } from '../../engine/result.ts';

/**
 * What the disk said when the gallery was to be written, in words.
 * @param where path relative to the gallery
 */
export function writeProblem(error: unknown, where: string): Problem {
  const code = errorCode(error);
  const about = phrase`${where}: ${messageOf(error)}`;
  switch (code ?? '') {
    case 'ENOSPC':
    case 'EDQUOT':
      return problem('E_DISK_FULL', about, { path: where });
    case 'ENAMETOOLONG':
    case 'EINVAL':
    case 'EILSEQ':
      return problem('E_NAME', about, { path: where });
    case 'EEXIST':
    case 'EISDIR':
    case 'ENOTDIR':
    case 'ENOTEMPTY':
    case 'ELOOP':
      return problem('E_GALLERY_FOREIGN', about, { path: where });
    default:
      return problem('E_GALLERY_NOT_WRITABLE', about, { path: where });
  }
}

/** The result of work on the disk: what the disk throws becomes a problem, what this program does wrong stays an error. */
export async function settle<T>(where: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return fail(problem('E_CANCELLED'));
    if (errorCode(error) === undefined) throw error;
    return fail(writeProblem(error, where));
  }
}

/** The code of a system error, such as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  // A DOMException, such as that of an aborted signal, has a number there.
  const code: unknown = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** The words of a system error without the absolute path that Node adds to them. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/, \w+ '.*$/su, '');
}
