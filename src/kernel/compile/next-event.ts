import type { Model } from './model.js';

/**
 * How generated code finds the next event: by a scan of the slots when there are few, else with a binary heap of all slots. Both
 * take the least deadline and, among equal ones, the first slot.
 */
export interface NextEvent {
  /** Function definitions that the rest may call: `moved(slot)` after a deadline changed, where there is a heap. */
  readonly functions: string;
  /** Statements that set `time` and `slot`. */
  readonly find: string;
  /** Statement after the clock of the slot got the deadline `fresh`. */
  readonly moved: string;
  /** Statement after the clock of the slot was dropped. */
  readonly removed: string;
  /** Statement that forgets all clocks at a trial's start. */
  readonly reset: string;
}

/** Up to so many slots a scan is faster: where each firing sets its own clock alone, and where it may move those of others too. */
const scanSlotsMax = { apart: 7, coupled: 16 };

export function usesHeap({ slots, immediates, speeds }: Model): boolean {
  const coupled = immediates.length > 0 || speeds.some((speed) => speed !== undefined);
  return slots.count > (coupled ? scanSlotsMax.coupled : scanSlotsMax.apart);
}

export function nextEvent(slotCount: number, isHeap: boolean, isSparse: boolean): NextEvent {
  if (!isHeap) return scan(slotCount);
  return isSparse ? sparseHeap(slotCount) : denseHeap(slotCount);
}

/**
 * The scan also finds the second deadline: when the only clock set since is `fresh` and it is before that, it is next, without
 * another scan. A repair that follows its failure nearly always is.
 */
function scan(slotCount: number): NextEvent {
  const functions = '';
  if (slotCount === 0) return { functions, find: 'const time = Infinity;', moved: '', removed: '', reset: '' };
  const lines = [
    'let time = fresh;',
    'if (!(fresh < second)) {',
    'let other; time = deadline[0]; slot = 0; second = Infinity;',
  ];
  for (let slot = 1; slot < slotCount; slot++) {
    lines.push(`other = deadline[${slot}];`);
    lines.push(
      `if (other < second) { if (other < time) { second = time; time = other; slot = ${slot}; } else second = other; }`,
    );
  }
  return { functions, find: [...lines, '}'].join('\n'), moved: '', removed: '', reset: '' };
}

/**
 * `order` holds slots as a heap, `due` their deadlines beside them, `place` where each slot stands. Beyond `size` everything is due at
 * Infinity, so that every node has two children.
 */
const sifting = (size: string): string => `function siftDown(at, key, slot) {
  const end = ${size};
  for (;;) {
    let child = 2 * at + 1;
    if (child >= end) break;
    const left = due[child], right = due[child + 1];
    // Which child is less cannot be predicted: an addition, not a branch.
    child += (right < left) | 0;
    if (right === left && order[child + 1] < order[child]) child++;
    const least = due[child];
    if (key < least || (key === least && slot < order[child])) break;
    const risen = order[child];
    due[at] = least;
    order[at] = risen;
    place[risen] = at;
    at = child;
  }
  due[at] = key;
  order[at] = slot;
  place[slot] = at;
}
function siftUp(at, key, slot) {
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = due[parent];
    if (above < key || (above === key && order[parent] < slot)) break;
    const sunk = order[parent];
    due[at] = above;
    order[at] = sunk;
    place[sunk] = at;
    at = parent;
  }
  due[at] = key;
  order[at] = slot;
  place[slot] = at;
}
function changedAt(at, slot) {
  const key = deadline[slot];
  if (key < due[at]) siftUp(at, key, slot);
  else siftDown(at, key, slot);
}`;

/** All slots, those without a clock due at Infinity: for nets in which most slots have one. */
function denseHeap(slotCount: number): NextEvent {
  return {
    functions: `${sifting(`${slotCount}`)}
function moved(slot) {
  changedAt(place[slot], slot);
}`,
    find: 'slot = order[0]; const time = due[0];',
    moved: 'if (order[0] === slot) siftDown(0, fresh, slot); else moved(slot);',
    removed: 'moved(slot);',
    reset: `due.fill(Infinity); for (let i = 0; i < order.length; i++) order[i] = i; for (let i = 0; i < ${slotCount}; i++) place[i] = i;`,
  };
}

/**
 * The slots that have a clock, `size[0]` of them; `place` is -1 for others. Most firings drop the first clock and set another: dropping
 * the first one leaves a hole, due at -Infinity, which the next slot that comes in fills from above.
 */
function sparseHeap(slotCount: number): NextEvent {
  return {
    functions: `${sifting('size[0]')}
function moved(slot) {
  const at = place[slot];
  if (at >= 0) changedAt(at, slot);
  else if (due[0] === -Infinity) siftDown(0, deadline[slot], slot);
  else siftUp(size[0]++, deadline[slot], slot);
}
function fill(at) {
  const last = --size[0];
  const key = due[last], slot = order[last];
  due[last] = Infinity;
  order[last] = ${slotCount};
  if (at === last) return;
  const parent = (at - 1) >> 1;
  if (at > 0 && (key < due[parent] || (key === due[parent] && slot < order[parent]))) siftUp(at, key, slot);
  else siftDown(at, key, slot);
}
function removed(slot) {
  const at = place[slot];
  place[slot] = -1;
  if (at > 0) fill(at);
  else due[0] = -Infinity;
}`,
    find: 'if (due[0] === -Infinity) fill(0); slot = order[0]; const time = due[0];',
    moved: 'if (order[0] === slot) siftDown(0, fresh, slot); else moved(slot);',
    removed: 'removed(slot);',
    reset: `due.fill(Infinity); order.fill(${slotCount}); place.fill(-1); size[0] = 0;`,
  };
}
