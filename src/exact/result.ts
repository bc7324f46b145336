/** What an exact solution says of a measure. */
export type ExactResult = ExactNumber | ExactCurve | Refused;

/** A measure that is one number, solved. */
export interface ExactNumber extends ExactPoint {
  readonly kind: 'value';
  /** Names the solution: "elimination", "uniformisation". */
  readonly method: string;
  /** True when delays were replaced by others; the notes say which. */
  readonly approximate?: boolean;
  /** Things a reader must know, as "average over 2 closed classes". */
  readonly notes?: readonly string[];
}

/** A measure at several times, solved. */
export interface ExactCurve {
  readonly kind: 'curve';
  readonly points: readonly (ExactPoint & { readonly at: number })[];
  readonly method: string;
  readonly approximate?: boolean;
  readonly notes?: readonly string[];
}

/** A value without error but for rounding, or as far as the method says. */
export interface ExactPoint {
  readonly value: number;
  /** 1 - value, found without that subtraction, where the value is a probability or a share of time. */
  readonly complement?: number;
}

/** A measure that is not solved. */
export interface Refused {
  readonly kind: 'refused';
  readonly reason: string;
  readonly suggestion: string;
}

/** One number, or a curve when the measure is one. */
export function resultAt(
  times: readonly number[],
  curve: boolean,
  point: (time: number) => ExactPoint,
  method: () => string,
): ExactNumber | ExactCurve {
  const points = times.map((at) => ({ at, ...point(at) }));
  const [first] = points;
  if (curve || first === undefined) return { kind: 'curve', points, method: method() };
  const { at: _, ...only } = first;
  return { kind: 'value', ...only, method: method() };
}
