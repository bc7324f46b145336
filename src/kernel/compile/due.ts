import type { Code } from './code.js';
import type { Model } from './model.js';

/**
 * How a large net settles. A firing says what it may touch: `touch` drops the clocks that are lost and keeps in bits which
 * immediates and clocks are due to be examined. So each firing costs what it touches, and the code is as long as the net, whereas code
 * of its own for each firing would hold all that may follow from it.
 */
export function dueFunctions(model: Model, code: Code, fireImmediate: (activity: number) => string): string {
  const { immediates, timed } = model;
  const chosen = (name: string, parameters: string, cases: readonly (readonly [number, string])[]): string =>
    `function ${name}(${parameters}) {\nswitch (${parameters.split(',')[0]}) {\n${cases
      .map(([number, text]) => `case ${number}: ${text}`)
      .join('\n')}\n}\n}`;
  return [
    `const dueImmediates = new Int32Array(${words(immediates.length)}), dueTimed = new Int32Array(${words(model.net.activities.length)});`,
    chosen(
      'isEnabled',
      'immediate',
      immediates.map((activity, rank) => [rank, `return ${code.guard(activity)};`]),
    ),
    chosen(
      'fireDue',
      'immediate, now',
      immediates.map((activity, rank) => [rank, `${fireImmediate(activity)}; return;`]),
    ),
    chosen(
      'lapse',
      'activity',
      timed.map((activity) => [activity, `${code.lapsing(activity)} return;`]),
    ),
    chosen(
      'examine',
      'activity, now',
      timed.map((activity) => [activity, `${code.examining(activity)} return;`]),
    ),
    shared,
  ].join('\n');
}

/** 32 bits each. */
const words = (count: number): number => Math.max(1, Math.ceil(count / 32));

const shared = `function touch(immediates, clocks) {
  for (let i = 0; i < immediates.length; i++) dueImmediates[immediates[i] >> 5] |= 1 << immediates[i];
  for (let i = 0; i < clocks.length; i++) {
    lapse(clocks[i]);
    dueTimed[clocks[i] >> 5] |= 1 << clocks[i];
  }
}
function settle(now) {
  for (let word = 0; word < dueImmediates.length; ) {
    const bits = dueImmediates[word];
    if (bits === 0) { word++; continue; }
    const immediate = (word << 5) + 31 - Math.clz32(bits & -bits);
    if (isEnabled(immediate)) {
      fireDue(immediate, now);
      word = 0;
    } else dueImmediates[word] = bits & (bits - 1);
  }
  for (let word = 0; word < dueTimed.length; word++) {
    for (let bits = dueTimed[word]; bits !== 0; bits &= bits - 1) examine((word << 5) + 31 - Math.clz32(bits & -bits), now);
    dueTimed[word] = 0;
  }
  changed[0] = 1;
}
function forgetDue() {
  dueImmediates.fill(0);
  dueTimed.fill(0);
}`;
