import { type Expression, number } from '../expression/expression.js';

/** A value that an expression may have, and when. */
interface Way {
  readonly value: number;
  /** All of them are true; none: always. */
  readonly when: readonly Expression[];
}

/** Where a unit may go, and when. */
export interface Move {
  readonly to: readonly number[];
  readonly when: readonly Expression[];
}

/** Ways of one unit to go on are few; more are refused. */
const WAYS_MOST = 64;

/** Where a unit goes when its roles take new values, of which the ways exclude each other; undefined when that cannot be told. */
export function movesOf(from: readonly number[], values: ReadonlyMap<number, Expression>): readonly Move[] | undefined {
  let moves: readonly Move[] = [{ to: from, when: [] }];
  for (const [role, value] of values) {
    const ways = waysOf(value);
    if (ways === undefined || ways.length * moves.length > WAYS_MOST) return undefined;
    moves = moves.flatMap(({ to, when }) =>
      ways.map((way) => ({ to: to.with(role, way.value), when: [...when, ...way.when] })),
    );
  }
  return moves;
}

/** The values of an expression that chooses among numbers. */
function waysOf(e: Expression): readonly Way[] | undefined {
  if (e.kind === 'number') return [{ value: e.value, when: [] }];
  if (e.kind === 'call' && e.function === 'if') {
    const [condition, yes, no] = e.arguments;
    if (condition === undefined || yes === undefined || no === undefined) return undefined;
    const [then, otherwise] = [waysOf(yes), waysOf(no)];
    if (then === undefined || otherwise === undefined) return undefined;
    return [
      ...then.map(({ value, when }) => ({ value, when: [condition, ...when] })),
      ...otherwise.map(({ value, when }) => ({ value, when: [not(condition), ...when] })),
    ];
  }
  if (!isLogic(e)) return undefined;
  return [
    { value: 1, when: [e] },
    { value: 0, when: [not(e)] },
  ];
}

export const not = (e: Expression): Expression => ({ kind: 'unary', operator: '!', operand: e });

function isLogic(e: Expression): boolean {
  if (e.kind === 'unary') return e.operator === '!';
  if (e.kind === 'binary') return !['+', '-', '*', '/', '%', '^'].includes(e.operator);
  return e.kind === 'call' && (e.function === 'all' || e.function === 'any');
}

/** All of them as one expression. */
export const allOf = (terms: readonly Expression[]): Expression =>
  terms.length === 0 ? number(1) : terms.reduce((left, right) => ({ kind: 'binary', operator: '&&', left, right }));
