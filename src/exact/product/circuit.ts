/** Values side by side: one, or one before and one after something happens. */
export type Vector = readonly number[];

/** Of each part, by its number: the probabilities of its classes. */
export type Weights = ReadonlyMap<number, Float64Array>;

/**
 * The distribution of a value as sums of products of the probabilities of classes: found once, evaluated for any such
 * probabilities. Nothing is subtracted, so small probabilities are relatively as good as large ones.
 */
export interface Circuit {
  /** The values that there may be, each once; those of probability 0 as well. */
  readonly support: readonly Vector[];
  /** In the order of `support`; to be read before the circuit is evaluated again. */
  probabilities(weights: Weights): Float64Array;
}

/** A value that is certain. */
export function certain(value: Vector): Circuit {
  const one = Float64Array.of(1);
  return { support: [value], probabilities: () => one };
}

/** The value that each class of a part has. */
export function byClass(part: number, values: readonly Vector[]): Circuit {
  const numbering = new Numbering();
  const position = Int32Array.from(values, (value) => numbering.of(value));
  return remembering(numbering.values, (weights, out) => {
    const weight = weightOf(weights, part);
    for (let c = 0; c < position.length; c++) add(out, position[c] as number, weight[c] as number);
  });
}

/** The value of a function of independent values. */
export function ofIndependent(operands: readonly Circuit[], apply: (values: readonly number[]) => number): Circuit {
  const numbering = new Numbering();
  const position = new Int32Array(operands.reduce((product, { support }) => product * support.length, 1));
  let at = 0;
  eachChoice(operands, [], (vectors) => {
    const width = vectors[0]?.length ?? 1;
    const value = Array.from({ length: width }, (_, k) => apply(vectors.map((vector) => vector[k] as number)));
    position[at++] = numbering.of(value);
  });
  const [first = certain([]), ...others] = operands;
  const last = others.pop() ?? certain([]);
  return remembering(numbering.values, (weights, out) => {
    const before = others.reduce(
      (joint, other) => outer(joint, other.probabilities(weights)),
      first.probabilities(weights),
    );
    const own = last.probabilities(weights);
    let at = 0;
    for (let i = 0; i < before.length; i++) {
      const share = before[i] as number;
      for (let k = 0; k < own.length; k++) add(out, position[at++] as number, share * (own[k] as number));
    }
  });
}

/** The value that a circuit of its own gives for each class of a part that the circuits do not read. */
export function givenClass(part: number, branches: readonly Circuit[]): Circuit {
  const numbering = new Numbering();
  const positions = branches.map(({ support }) => Int32Array.from(support, (value) => numbering.of(value)));
  return remembering(numbering.values, (weights, out) => {
    const weight = weightOf(weights, part);
    for (const [c, branch] of branches.entries()) {
      const share = weight[c] as number;
      if (share === 0) continue;
      const probabilities = branch.probabilities(weights);
      const position = positions[c] as Int32Array;
      for (let k = 0; k < position.length; k++) add(out, position[k] as number, share * (probabilities[k] as number));
    }
  });
}

/** Every choice of one value of each operand, those of the last one changing fastest. */
function eachChoice(
  operands: readonly Circuit[],
  chosen: readonly Vector[],
  see: (vectors: readonly Vector[]) => void,
): void {
  const next = operands[chosen.length];
  if (next === undefined) see(chosen);
  else for (const value of next.support) eachChoice(operands, [...chosen, value], see);
}

class Numbering {
  readonly values: Vector[] = [];
  private readonly numbers = new Map<string | number, number>();

  of(value: Vector): number {
    const [only, second] = value;
    const key = only !== undefined && second === undefined ? only : value.join();
    const number = this.numbers.get(key) ?? this.values.push(value) - 1;
    this.numbers.set(key, number);
    return number;
  }
}

function remembering(support: readonly Vector[], fill: (weights: Weights, out: Float64Array) => void): Circuit {
  const out = new Float64Array(support.length);
  let last: Weights | undefined;
  return {
    support,
    probabilities: (weights) => {
      if (last === weights) return out;
      out.fill(0);
      fill(weights, out);
      last = weights;
      return out;
    },
  };
}

function outer(one: Float64Array, other: Float64Array): Float64Array<ArrayBuffer> {
  const joint = new Float64Array(one.length * other.length);
  let at = 0;
  for (const a of one) for (const b of other) joint[at++] = a * b;
  return joint;
}

function add(out: Float64Array, position: number, amount: number): void {
  out[position] = (out[position] as number) + amount;
}

function weightOf(weights: Weights, part: number): Float64Array {
  const weight = weights.get(part);
  if (weight === undefined) throw new RangeError(`no probabilities of part ${part}`);
  return weight;
}
