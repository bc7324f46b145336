import type { Chain } from './chain.js';

/** The strongly connected components of a chain's graph. */
export interface Components {
  readonly count: number;
  /** The component of each state; a transition never leads to a component of a larger number. */
  readonly of: Int32Array;
  /** Whether no transition leaves the component: its states, once entered, are kept for ever. */
  readonly closed: Uint8Array;
}

/** Tarjan (1972), with the recursion kept in arrays so that a path of a million states is no deeper than one. */
export function components(chain: Chain): Components {
  const { stateCount, rowStart, target } = chain;
  const of = new Int32Array(stateCount).fill(-1);
  const found = new Int32Array(stateCount);
  const low = new Int32Array(stateCount);
  const edge = rowStart.slice(0, stateCount);
  const open = new Int32Array(stateCount);
  const path = new Int32Array(stateCount);
  let openCount = 0;
  let foundCount = 0;
  let count = 0;
  const enter = (state: number): void => {
    foundCount++;
    found[state] = foundCount;
    low[state] = foundCount;
    open[openCount++] = state;
  };
  const close = (root: number): void => {
    for (;;) {
      const state = open[--openCount] as number;
      of[state] = count;
      if (state === root) break;
    }
    count++;
  };
  for (let root = 0; root < stateCount; root++) {
    if (found[root] !== 0) continue;
    let depth = 0;
    path[0] = root;
    enter(root);
    while (depth >= 0) {
      const i = path[depth] as number;
      const p = edge[i] as number;
      if (p < (rowStart[i + 1] as number)) {
        edge[i] = p + 1;
        const j = target[p] as number;
        if (found[j] === 0) {
          enter(j);
          path[++depth] = j;
        } else if (of[j] === -1 && (found[j] as number) < (low[i] as number)) {
          low[i] = found[j] as number;
        }
      } else {
        if (low[i] === found[i]) close(i);
        depth--;
        const parent = path[depth];
        if (depth >= 0 && parent !== undefined && (low[i] as number) < (low[parent] as number)) {
          low[parent] = low[i] as number;
        }
      }
    }
  }
  return { count, of, closed: closedComponents(chain, of, count) };
}

function closedComponents(chain: Chain, of: Int32Array, count: number): Uint8Array {
  const closed = new Uint8Array(count).fill(1);
  for (let i = 0; i < chain.stateCount; i++) {
    const own = of[i] as number;
    for (let p = chain.rowStart[i] as number; p < (chain.rowStart[i + 1] as number); p++) {
      if (of[chain.target[p] as number] !== own) closed[own] = 0;
    }
  }
  return closed;
}

/** The states of each closed component: the recurrent classes, in the order of their first states. */
export function recurrentClasses(found: Components): Int32Array[] {
  const size = new Int32Array(found.count);
  const place = new Map<number, number>();
  for (const component of found.of) {
    if (found.closed[component] === 0) continue;
    size[component] = (size[component] as number) + 1;
    if (!place.has(component)) place.set(component, place.size);
  }
  const classes = [...place.keys()].map((component) => new Int32Array(size[component] as number));
  const filled = new Int32Array(classes.length);
  for (let i = 0; i < found.of.length; i++) {
    const index = place.get(found.of[i] as number);
    if (index === undefined) continue;
    (classes[index] as Int32Array)[filled[index] as number] = i;
    filled[index] = (filled[index] as number) + 1;
  }
  return classes;
}

/** Marks every state that is reachable from a state where `from` is not 0 (those included), never leaving a `stop`. */
export function reachable(chain: Chain, from: ArrayLike<number>, stop?: Uint8Array): Uint8Array {
  const { stateCount, rowStart, target } = chain;
  const seen = new Uint8Array(stateCount);
  const stack: number[] = [];
  for (let i = 0; i < stateCount; i++) {
    if (from[i] === 0) continue;
    seen[i] = 1;
    stack.push(i);
  }
  for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
    if (stop !== undefined && stop[i] !== 0) continue;
    for (let p = rowStart[i] as number; p < (rowStart[i + 1] as number); p++) {
      const j = target[p] as number;
      if (seen[j] !== 0) continue;
      seen[j] = 1;
      stack.push(j);
    }
  }
  return seen;
}
