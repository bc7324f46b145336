import type { Form } from './assemble.js';
import { dueBits, wordsFor } from './bits.js';
import { type Code, leavingToLoop } from './code.js';
import type { Callee, Functions } from './functions.js';
import { byProgression, mark, type Tables } from './marks.js';
import type { Model } from './model.js';
import { type Necessary, necessaryFor } from './necessary.js';

/**
 * How a program is made for a large net. A firing says in bits which immediates, clocks and observers are due to be examined, and
 * settling examines those. So each firing costs what it touches, and the code is as long as the net, whereas code of its own for each
 * firing would hold all that may follow from it.
 *
 * Functions are called by their numbers from tables. A function that holds all of them as branches would be thrown away whole, and
 * optimised anew, whenever something rare happens for the first time.
 */
export function byWhatIsDue(model: Model, code: Code, functions: Functions, tables: Tables): Form {
  const { timed, immediates, observers, slots } = model;
  timed.forEach((activity, rank) => {
    functions.holders[activity] = rank;
  });
  functions.isByDue = true;
  const callTables: string[] = [];
  const define = (kind: string, items: readonly number[], parameters: string, text: (item: number) => string) => {
    const texts = new Map(items.map((item) => [item, readingTime(text(item))]));
    const textOf = (item: number): string => texts.get(item) as string;
    return functions.define(kind, byProgression(items, textOf), parameters, textOf, true);
  };
  const keep = (name: string, items: readonly number[], callees: ReadonlyMap<number, Callee>): void => {
    const all = items.map((item) => callees.get(item) as Callee);
    const members = tables.add(all.map(({ member }) => member));
    callTables.push(
      `const ${name}Of = [${all.map((callee) => callee.name).join(', ')}], ${name}Member = tables[${mark(members)}];`,
    );
  };
  const ask = (name: string, activities: readonly number[]): void => {
    const all = activities.map((activity) => necessaryFor(activity, model, code.knowledge));
    const table = (numbers: number[]): string => `tables[${mark(tables.add(numbers))}]`;
    [0, 1].forEach((which) => {
      const asked = all.map((pair) => pair[which] as Necessary);
      callTables.push(
        `const ${name}Place${which} = ${table(asked.map(({ place }) => place))}, ${name}Values${which} = ${table(asked.map(({ values }) => values))};`,
      );
    });
  };
  ask('immediate', immediates);
  ask('timed', timed);
  // Those that others call first.
  const guards = define('guard', [...model.guards.keys()], '', (activity) => code.guardReading(activity));
  keep('isEnabled', immediates, guards);
  keep('goesOn', timed, guards);
  keep(
    'adapt',
    code.withSpeed,
    define('adapt', code.withSpeed, '', (activity) => code.clocks.adaptation(activity)),
  );
  keep(
    'set',
    timed,
    define('set', timed, 'starting', (activity) => code.clocks.setting(activity)),
  );
  keep(
    'fire',
    immediates,
    define('fire', immediates, '', (activity) => code.immediateFiringApart(activity)),
  );
  keep(
    'time',
    timed,
    define('time', timed, '', (activity) => code.timedFiringApart(activity)),
  );
  const looks = [...observers.keys()];
  const texts = observers.map((observed) => code.seeing(observed, 'observer', 'return true;'));
  const areFew = texts.length <= ownLooksMax;
  if (!areFew) {
    const look = (index: number): string => `${ofObserver}\n${texts[index]}\nreturn false;`;
    keep('see', looks, define('see', looks, '', look));
  }
  const everything = [
    ...dueBits('dueImmediates', [...immediates.keys()]),
    ...dueBits('dueTimed', [...timed.keys()]),
    ...dueBits('changed', looks),
  ];
  const speeds = tables.add(code.withSpeed.map((activity) => model.rank(activity)));
  const slotOf = tables.add(timed.map((activity) => slots.ofActivity[activity] as number));
  const bits = (name: string, count: number): string => `const ${name} = integers(${wordsFor(count)});`;
  functions.texts.push(
    bits('dueImmediates', immediates.length),
    bits('dueTimed', timed.length),
    bits('dueSpeeds', code.withSpeed.length),
    `const rankOfSpeed = tables[${mark(speeds)}], slotOf = tables[${mark(slotOf)}];`,
    ...callTables,
    settling,
    areFew ? seeingFew(texts) : seeingMany,
    `function begin(now) {\nset.fill(0);\ndueSpeeds.fill(0);\nchanged.fill(0);\nclock[0] = 0;\n${everything.join('\n')}\nsettle(true);\n}`,
  );
  const hasChanged = Array.from({ length: wordsFor(looks.length) }, (_, word) => `changed[${word}] !== 0`).join(' || ');
  return {
    watched: [],
    dispatch: `timeOf[held](timeMember[held]); ${leavingToLoop}`,
    seeing: `if ((${hasChanged}) && see()) break;`,
    advanced: 'clock[0] = now;',
    isSparse: true,
    dropped: 'set[holder[slot] >> 5] &= ~(1 << holder[slot]);',
  };
}

/** The body of a function, which reads the time where it needs it. */
const readingTime = (body: string): string => (/\bnow\b/.test(body) ? `const now = clock[0];\n${body}` : body);

/** What two places say of a guard, before it is called. */
const mayHold = (name: string): string =>
  `(${[0, 1].map((which) => `${name}Values${which}[${name}] >> state[${name}Place${which}[${name}]]`).join(' & ')} & 1) !== 0`;

/**
 * `set` has a bit for each clock that is set. Every firing drops those that it takes the guard from, so that in settled states a set
 * clock needs nothing but its speed.
 */
const settling = `function lapse(word, mask) {
  for (let bits = set[word] & mask; bits !== 0; bits &= bits - 1) {
    const timed = (word << 5) + 31 - Math.clz32(bits & -bits);
    if (!goesOnOf[timed](goesOnMember[timed])) drop(slotOf[timed]);
  }
}
function settle(starting) {
  for (let word = 0; word < dueImmediates.length; ) {
    const bits = dueImmediates[word];
    if (bits === 0) { word++; continue; }
    const immediate = (word << 5) + 31 - Math.clz32(bits & -bits);
    if (${mayHold('immediate')} && isEnabledOf[immediate](isEnabledMember[immediate])) {
      fireOf[immediate](fireMember[immediate]);
      word = 0;
    } else dueImmediates[word] = bits & (bits - 1);
  }
  for (let word = 0; word < dueSpeeds.length; word++) {
    for (let bits = dueSpeeds[word]; bits !== 0; bits &= bits - 1) {
      const adaptive = (word << 5) + 31 - Math.clz32(bits & -bits);
      const timed = rankOfSpeed[adaptive];
      if ((set[timed >> 5] >> timed & 1) !== 0) adaptOf[adaptive](adaptMember[adaptive]);
    }
    dueSpeeds[word] = 0;
  }
  for (let word = 0; word < dueTimed.length; word++) {
    for (let bits = dueTimed[word] & ~set[word]; bits !== 0; bits &= bits - 1) {
      const timed = (word << 5) + 31 - Math.clz32(bits & -bits);
      if (${mayHold('timed')} && goesOnOf[timed](goesOnMember[timed])) setOf[timed](setMember[timed], starting);
    }
    dueTimed[word] = 0;
  }
}
`;

/** So many observers at most are asked one after the other, without calls by their numbers. */
const ownLooksMax = 8;

const ofObserver = 'const { gained, since, seen, open } = observer;';

const seeingFew = (texts: readonly string[]): string => `function see() {
  const bits = changed[0], now = clock[0];
  ${ofObserver}
  changed[0] = 0;
  ${texts.map((text, index) => `if ((bits & ${1 << index}) !== 0) { ${text} }`).join('\n')}
  return false;
}`;

const seeingMany = `function see() {
  for (let word = 0; word < changed.length; word++) {
    for (let bits = changed[word]; bits !== 0; bits &= bits - 1) {
      const observed = (word << 5) + 31 - Math.clz32(bits & -bits);
      if (seeOf[observed](seeMember[observed])) return true;
    }
    changed[word] = 0;
  }
  return false;
}`;
