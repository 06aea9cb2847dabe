import { isAbsolute, normalize, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The path of a file from a folder, with `/`; as it is where it lies outside. */
export function relativeFile(file: string, root: string): string {
  const path = isAbsolute(file) ? relative(root, file) : normalize(file);
  return (path.startsWith('..') ? file : path).replaceAll(sep, '/');
}

/** The same as the reference of a URI, with what a URI cannot hold escaped; absolute where the file lies outside. */
export function relativeUri(file: string, root: string): string {
  const path = relativeFile(file, root);
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return path.split('/').map(encodeURIComponent).join('/');
}
