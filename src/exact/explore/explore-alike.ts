import type { Net } from '../../net/net.js';
import type { Alike } from '../symmetry/alike.js';
import { NotAlike } from './any-order.js';
import { type Explored, type ExploreOptions, explore } from './explore.js';
import type { Impulses } from './firing.js';
import { StateError } from './refusal.js';

/** Members that the order of declaration tells apart after all are not lumped; an error is that of a state the net really reaches. */
export function exploreAlike(
  net: Net,
  impulses: readonly Impulses[],
  options: ExploreOptions,
  alike: readonly Alike[],
): Explored {
  try {
    return explore(net, impulses, options, alike);
  } catch (problem) {
    if (alike.length > 0 && (problem instanceof NotAlike || problem instanceof StateError)) {
      return explore(net, impulses, options);
    }
    throw problem;
  }
}
