/** A part that wears in two stages of 100 h and is replaced when it is `T` old, for a tenth of what its failure costs. */
export const partsText = `format: ninefold/net@1
name: replacement by age
constants: {T: 50 h}
places: {part: {states: [fresh, worn, failed]}}
activities:
  wear: {when: part == fresh, rate: 0.01, then: {part: worn}}
  fail: {when: part == worn, rate: 0.01, then: {part: failed}}
  repair: {when: part == failed, rate: 1, then: {part: fresh}}
  replace: {when: part == fresh || part == worn, delay: T, then: {part: fresh}}
rewards: {cost: {impulse: {replace: 1, fail: 10}}}
measures: {cost: {steady-state: cost}}
run: {length: 5000 h, warm-up: 500 h}
`;

/** Cost per hour: that of a cycle over its length (Barlow and Hunter 1960), for the part above. */
export function costPerHour(T: number): number {
  const x = 0.01 * T;
  const survives = (1 + x) * Math.exp(-x);
  const length = (2 - (2 + x) * Math.exp(-x)) / 0.01;
  return (survives + 10 * (1 - survives)) / (length + (1 - survives));
}

/** Where that is least, by halving where its slope changes sign. */
export function bestAge(): number {
  let [low, high] = [10, 400];
  const slope = (T: number) => costPerHour(T * (1 + 1e-6)) - costPerHour(T * (1 - 1e-6));
  while (high - low > 1e-4) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) high = middle;
    else low = middle;
  }
  return low;
}

/** Two such parts, which have nothing to do with each other: the best ages of both are that of one. */
export const twoPartsText = `format: ninefold/net@1
name: two parts replaced by age
constants: {T1: 50 h, T2: 50 h}
places: {one: {states: [fresh, worn, failed]}, two: {states: [new, old, broken]}}
activities:
  wear: {when: one == fresh, rate: 0.01, then: {one: worn}}
  fail: {when: one == worn, rate: 0.01, then: {one: failed}}
  repair: {when: one == failed, rate: 1, then: {one: fresh}}
  replace: {when: one == fresh || one == worn, delay: T1, then: {one: fresh}}
  wear2: {when: two == new, rate: 0.01, then: {two: old}}
  fail2: {when: two == old, rate: 0.01, then: {two: broken}}
  repair2: {when: two == broken, rate: 1, then: {two: new}}
  replace2: {when: two == new || two == old, delay: T2, then: {two: new}}
rewards: {cost: {impulse: {replace: 1, fail: 10, replace2: 1, fail2: 10}}}
measures: {cost: {steady-state: cost}}
run: {length: 5000 h, warm-up: 500 h}
`;
