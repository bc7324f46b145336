import type { Path } from '../../config/problem.js';
import { noBindings } from './family.js';
import type { Bound } from './meanings.js';

/** Somewhere in the document, and the indices that are bound there. */
export interface Site extends Bound {
  readonly path: Path;
}

export function below(site: Site, ...steps: readonly (string | number)[]): Site {
  return { ...site, path: [...site.path, ...steps] };
}

/** Where no index is bound. */
export function outside(...path: readonly (string | number)[]): Site {
  return { path, bindings: noBindings };
}
