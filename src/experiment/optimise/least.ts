/** A function to be made small, by shares of the ways between the ends; Infinity where it has no value. */
export type Cost = (shares: readonly number[]) => Promise<number>;

/** (3 - sqrt 5) / 2: the part of a bracket that golden section cuts off. */
const golden = 0.381966011250105;
/** Share of a range to which its optimum is sought: the square root of what rounding does to a cost. */
const tolerance = 1e-8;
const stepsMost = 100;

/**
 * Brings the least cost along one way down to a share of 1e-8, between two shares around it: successive parabolas, with golden
 * section where they do not help (R. P. Brent, "Algorithms for Minimization without Derivatives", 1973, section 5.8).
 */
export async function leastBetween(cost: Cost, low: number, high: number): Promise<void> {
  let [a, b] = [low, high];
  let x = a + golden * (b - a);
  let [w, v] = [x, x];
  let fx = await cost([x]);
  let [fw, fv] = [fx, fx];
  let [step, before] = [0, 0];
  for (let count = 0; count < stepsMost; count++) {
    const middle = (a + b) / 2;
    if (Math.abs(x - middle) <= 2 * tolerance - (b - a) / 2) return;
    const parabola = parabolaStep(x, fx, w, fw, v, fv);
    const inside = x + parabola > a + tolerance && x + parabola < b - tolerance;
    if (Math.abs(before) > tolerance && inside && Math.abs(parabola) < Math.abs(before) / 2) {
      [before, step] = [step, parabola];
    } else {
      before = x < middle ? b - x : a - x;
      step = golden * before;
    }
    const u = Math.abs(step) >= tolerance ? x + step : x + Math.sign(step) * tolerance;
    const fu = await cost([u]);
    if (fu <= fx) {
      if (u < x) b = x;
      else a = x;
      [v, fv, w, fw, x, fx] = [w, fw, x, fx, u, fu];
    } else {
      if (u < x) a = u;
      else b = u;
      if (fu <= fw || w === x) [v, fv, w, fw] = [w, fw, u, fu];
      else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu];
    }
  }
}

/** From x to the vertex of the parabola through three points; NaN when they lie on a line. */
function parabolaStep(x: number, fx: number, w: number, fw: number, v: number, fv: number): number {
  const r = (x - w) * (fx - fv);
  const q = (x - v) * (fx - fw);
  return ((x - v) * q - (x - w) * r) / (2 * (r - q));
}

/** The first step of a pattern search, as a share of each way; halved until it is `tolerance`. */
const patternStep = 1 / 8;
/** Of a pattern search; sharp valleys would be followed for ever. */
const evaluationsMost = 3000;

/**
 * Follows a cost downhill in several directions at once from a start: tries each way up and down, goes on in the direction that
 * helped, halves the step where nothing does (R. Hooke and T. A. Jeeves, "Direct search", 1961). Finds the least cost
 * of the valley that it starts in.
 */
export async function leastNear(cost: Cost, start: readonly number[]): Promise<void> {
  let evaluations = 0;
  const at = async (shares: readonly number[]): Promise<number> => {
    evaluations++;
    return cost(shares);
  };
  let base = start;
  let best = await at(base);
  for (let step = patternStep; step > tolerance && evaluations < evaluationsMost; ) {
    const explored = await explore(at, base, best, step);
    if (explored.cost >= best) {
      step /= 2;
      continue;
    }
    // Once more as far in the same direction, and from there.
    const ahead = explored.at.map((share, axis) => inside(2 * share - (base[axis] as number)));
    [base, best] = [explored.at, explored.cost];
    const further = await explore(at, ahead, await at(ahead), step);
    if (further.cost < best) [base, best] = [further.at, further.cost];
  }
}

async function explore(cost: Cost, from: readonly number[], costThere: number, step: number) {
  let found = { at: from, cost: costThere };
  for (const axis of from.keys()) {
    for (const way of [step, -step]) {
      const tried = found.at.map((share, other) => (other === axis ? inside(share + way) : share));
      if (tried[axis] === found.at[axis]) continue;
      const there = await cost(tried);
      if (there < found.cost) {
        found = { at: tried, cost: there };
        break;
      }
    }
  }
  return found;
}

const inside = (share: number): number => Math.min(1, Math.max(0, share));
