import fc from 'fast-check';

/**
 * Random expressions over the places of `random-nets.ts`. An expression is a function of where it stands, so that one shape serves
 * a family's activity, where `i` is the member, and the rest of the net, where members are written out.
 */
export interface Scope {
  /** Members of each family. */
  readonly size: number;
  readonly inFamily: boolean;
  /** Lets that may be read: let1 .. let<lets>. */
  readonly lets: number;
}

export type Text = (scope: Scope) => string;

export const STATES = ['zero', 'one', 'two'] as const;
/** Largest value of a count. */
export const COUNT_MAX = 3;

/** The texts that fill a template with random parts: text`(${whole} + ${whole})`. */
function text(template: TemplateStringsArray, ...parts: fc.Arbitrary<string | Text>[]): fc.Arbitrary<Text> {
  return fc.tuple(...parts).map(
    (chosen) => (scope) =>
      template
        .map((piece, index) => {
          const part = chosen[index] ?? '';
          return piece + (typeof part === 'string' ? part : part(scope));
        })
        .join(''),
  );
}

const one = (...texts: string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);

const subscript: fc.Arbitrary<Text> = fc.integer({ min: 1, max: 3 }).map((number) => ({ inFamily, size }) => {
  if (!inFamily) return `${number}`;
  return number < 3 ? 'i' : `i % ${size} + 1`;
});

const member: fc.Arbitrary<Text> = fc.constant(({ inFamily }) => (inFamily ? 'i' : '2'));
const computed = (index: fc.Arbitrary<Text>): fc.Arbitrary<Text> =>
  index.map((inner) => (scope) => `member(abs(${inner(scope)}) % ${scope.size} + 1)`);
const letRead: fc.Arbitrary<Text> = fc
  .nat({ max: 3 })
  .map((which) => (scope) => (scope.lets === 0 ? '1' : `let${(which % scope.lets) + 1}`));

export const stateName = fc.constantFrom(...STATES);
const stateful = fc.oneof(text`${one('place1', 'place2')}`, text`member(${subscript})`);
const counted = fc.oneof(text`${one('count1', 'count2')}`, text`queue(${subscript})`);
const few = one('0', '1', '2', '3');
const equality = one('==', '!=');
const comparison = one('==', '!=', '<', '<=', '>', '>=');

const depth = { depthSize: 'small', withCrossShrink: true } as const;

/** `whole` is a whole number, `logic` a truth value, `real` any number; some fail in some states. */
export const { whole, logic, real } = fc.letrec<{ whole: Text; logic: Text; real: Text }>((tie) => {
  const [whole, logic, real] = [tie('whole'), tie('logic'), tie('real')];
  return {
    whole: fc.oneof(
      depth,
      text`${few}`,
      stateful,
      counted,
      member,
      text`(${logic})`,
      text`sum(member(*) == ${stateName})`,
      text`sum(queue(*))`,
      text`sum(queue(*) ${comparison} ${few})`,
      text`${one('min', 'max')}(queue(*))`,
      computed(whole),
      text`(${whole} ${one('+', '-', '*')} ${whole})`,
      text`(${whole} % ${one('1', '2', '3')})`,
      text`${one('min', 'max')}(${whole}, ${whole})`,
      text`if(${logic}, ${whole}, ${whole})`,
      text`-${counted}`,
    ),
    logic: fc.oneof(
      depth,
      text`${stateful} ${equality} ${stateName}`,
      text`${counted} ${comparison} ${few}`,
      text`${one('any', 'all')}(member(*) ${equality} ${stateName})`,
      text`sum(member(*) == ${stateName}) ${one('>=', '>', '<')} ${one('1', '2', 'limit', '(limit + 1)')}`,
      text`(${whole} ${one('==', '<', '>=')} ${whole})`,
      text`(${logic} ${one('&&', '||')} ${logic})`,
      text`!(${logic})`,
      text`(${letRead} > 0)`,
    ),
    real: fc.oneof(
      depth,
      text`${one('0.5', '1.25', '-0.75', 'slow', 'fast', 'huge')}`,
      whole,
      text`(${real} ${one('+', '-', '*')} ${real})`,
      text`(${real} / (1 + abs(${whole})))`,
      text`if(${logic}, ${real}, ${real})`,
      // Fails in few states.
      text`if(${logic}, ${real}, 1 / (3 - ${counted}))`,
      text`if(count1 > 0, 1 / count1, ${real})`,
      text`exp(-abs(${whole}))`,
      text`slow ^ (${whole})`,
      text`sum(${real}, ${real}, ${real}, ${whole})`,
      letRead,
    ),
  };
});

/** Of clocks; not negative. */
export const rate: fc.Arbitrary<Text> = fc.oneof(
  { weight: 4, arbitrary: text`${one('0.5', '1.25', '2', 'slow', '1 / 3')}` },
  { weight: 3, arbitrary: text`min(4, abs(${real}))` },
  { weight: 2, arbitrary: text`slow * abs(${whole}) % 5` },
  { weight: 1, arbitrary: text`0.2 * ${member}` },
);

/** On a grid, so that clocks tie. */
export const gridTime = fc.constantFrom(0.25, 0.5, 0.75, 1, 1.5, 2);

/** Above 0. */
export const positive: fc.Arbitrary<Text> = fc.oneof(
  { weight: 5, arbitrary: gridTime.map((value) => () => `${value}`) },
  { weight: 1, arbitrary: text`0.25 + abs(${whole}) % 4` },
  { weight: 1, arbitrary: text`0.5 + 0.1 * ${member}` },
);

export const weight: fc.Arbitrary<Text> = fc.oneof(text`${one('1', '0.3', '0', 'slow')}`, text`abs(${whole})`);

/** What a count may become: nearly always within its bounds. */
export const countValue = (count: string): fc.Arbitrary<Text> =>
  fc.oneof(
    { weight: 8, arbitrary: text`abs(${whole}) % ${fc.constant(`${COUNT_MAX + 1}`)}` },
    { weight: 8, arbitrary: fc.constant(() => `if(${count} < ${COUNT_MAX}, ${count} + 1, 0)`) },
    { weight: 1, arbitrary: fc.constant(() => `${count} + 1`) },
    { weight: 1, arbitrary: whole },
  );

/** 0 in some states, to pause a clock. */
export const speed: fc.Arbitrary<Text> = fc.oneof(rate, text`if(${logic}, 0, 1.5)`);
