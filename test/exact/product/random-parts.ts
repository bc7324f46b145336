import fc from 'fast-check';

/** A net of parts that have nothing to do with each other, and an expression over all of them. */
export interface DrawnParts {
  readonly parts: readonly DrawnPart[];
  readonly needed: number;
  readonly shape: number;
}

interface DrawnPart {
  readonly kind: 'component' | 'staged' | 'crew' | 'once' | 'standby';
  readonly fail: number;
  readonly mend: number;
}

const part: fc.Arbitrary<DrawnPart> = fc.record({
  kind: fc.constantFrom('component', 'staged', 'crew', 'standby' as const),
  fail: fc.double({ min: 1e-4, max: 2, noNaN: true }),
  mend: fc.double({ min: 0.01, max: 20, noNaN: true }),
});

export const drawnParts: fc.Arbitrary<DrawnParts> = fc.record({
  parts: fc.array(part, { minLength: 2, maxLength: 4 }),
  needed: fc.integer({ min: 1, max: 3 }),
  shape: fc.integer({ min: 0, max: 5 }),
});

export const onceOnly: fc.Arbitrary<DrawnParts> = fc.record({
  parts: fc.array(
    part.map((drawn) => ({ ...drawn, kind: 'once' as const })),
    { minLength: 2, maxLength: 5 },
  ),
  needed: fc.integer({ min: 1, max: 3 }),
  shape: fc.integer({ min: 0, max: 3 }),
});

/** Places p1, p2, ...: 0 when all is well in a part, q1, q2, ... something else of it. */
export function textOf({ parts, needed, shape }: DrawnParts, measures: string): string {
  const n = parts.length;
  const each = (text: (i: number) => string): string[] => parts.map((_, k) => text(k + 1));
  const up = each((i) => `(p${i} == 0)`);
  const services = [
    `sum(${up.join(', ')}) >= ${Math.min(needed, n)}`,
    up.join(' && '),
    up.join(' || '),
    `p1 == 0 && sum(${up.join(', ')}) >= ${Math.min(needed, n)} || q1 == 0 && p2 == 0`,
    `sum(${up.join(', ')}) >= 1 && sum(${each((i) => `q${i} == 0`).join(', ')}) >= ${Math.min(needed, n)}`,
    `max(${each((i) => `p${i} * ${i}`).join(', ')}) < ${n}`,
  ];
  return `
places:
${each((i) => `  p${i}: {initial: 0, max: 2}\n  q${i}: {initial: 0, max: 1}`).join('\n')}
let:
  service: "${services[shape]}"
  capacity: "(${each((i) => `${i} * (p${i} == 0)`).join(' + ')}) / ${n}"
activities:
${parts.map((drawn, k) => activitiesOf(drawn, k + 1)).join('\n')}
rewards:
  work: {rate: "if(service, capacity, 0)", impulse: {fail1: 2, fail2: "3 * (p1 == 0) + q2"}}
  failures: {impulse: {${each((i) => `fail${i}: 1`).join(', ')}}}
spans:
  outage: {while: "!service"}
  life: {while: service}
  lost: {while: "!service", of: "1 + p1"}
measures:
${measures}`;
}

function activitiesOf({ kind, fail, mend }: DrawnPart, i: number): string {
  const [p, q] = [`p${i}`, `q${i}`];
  const toggling = `  toggle${i}: {rate: ${mend / 3 + 0.1}, then: {${q}: 1 - ${q}}}`;
  switch (kind) {
    case 'component':
      return `  fail${i}: {when: ${p} == 0, rate: "${fail} * (1 + ${q})", then: {${p}: 1}}
  mend${i}: {when: ${p} == 1, rate: ${mend}, then: {${p}: 0}}
${toggling}`;
    case 'staged':
      return `  fail${i}: {when: ${p} == 0, delay: {erlang: {stages: 2, mean: ${1 / fail}}}, then: {${p}: 1}}
  mend${i}: {when: ${p} == 1, rate: ${mend}, cases: [{weight: 3, then: {${p}: 0}}, {weight: 1, then: {${p}: 2, ${q}: 1}}]}
  again${i}: {when: ${p} == 2, rate: ${mend}, then: {${p}: 0, ${q}: 0}}`;
    case 'crew':
      return `  fail${i}: {when: ${p} < 2, rate: "${fail} * (2 - ${p})", then: {${p}: ${p} + 1}}
  mend${i}: {when: ${p} > 0, rate: ${mend}, then: {${p}: ${p} - 1}}
${toggling}`;
    case 'standby':
      return `  fail${i}: {when: ${p} == 0, rate: ${fail}, then: {${p}: 1}}
  takeOver${i}: {when: ${p} == 1 && ${q} == 0, immediate: 1, cases: [{weight: 9, then: {${p}: 0, ${q}: 1}}, {weight: 1, then: {${q}: 1}}]}
  mend${i}: {when: ${q} == 1, rate: ${mend}, then: {${p}: 0, ${q}: 0}}`;
    case 'once':
      return `  fail${i}: {when: ${p} == 0, rate: ${fail}, then: {${p}: 1}}
  wear${i}: {when: ${q} == 0, rate: ${mend / 50}, then: {${q}: 1}}`;
  }
}
