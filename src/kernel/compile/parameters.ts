import type { BoundLaw } from '../../net/distributions/distribution.js';
import type { Expression } from '../../net/expression/expression.js';
import type { Law } from '../../net/net.js';
import { doublesOf } from '../arrays.js';

/**
 * Numbers that compiled code reads from an array instead of holding them as literals, so that nets of one structure share one
 * compilation. `fill` computes them for given constants.
 */
export class Parameters {
  private readonly sources: Source[] = [];
  private readonly known = new Map<string, number>();
  /** Activities whose laws are called, not inlined. */
  readonly laws: number[] = [];

  /** The value of an expression that reads no place. */
  value(expression: Expression): number {
    return this.add({ kind: 'value', expression }, `value ${JSON.stringify(expression)}`);
  }

  /** One over it. */
  inverse(expression: Expression): number {
    return this.add({ kind: 'inverse', expression }, `inverse ${JSON.stringify(expression)}`);
  }

  /** The first coefficient of the law, whose parameters are known, of an activity; the others follow it. */
  coefficients(activity: number, law: Law): number {
    const [first = this.sources.length] = (law.bound?.coefficients ?? []).map((_, index) =>
      this.add({ kind: 'coefficient', activity, index }, `coefficient ${activity} ${index}`),
    );
    return first;
  }

  /** Index among `laws` of an activity whose law has no inlined form. */
  law(activity: number): number {
    const found = this.laws.indexOf(activity);
    return found >= 0 ? found : this.laws.push(activity) - 1;
  }

  /** Their values in a net of the structure: `lawOf` gives an activity's law. */
  fill(evaluate: (expression: Expression) => number, lawOf: (activity: number) => BoundLaw): Float64Array {
    const values = Float64Array.from(this.sources, (source) => {
      switch (source.kind) {
        case 'value':
          return evaluate(source.expression);
        case 'inverse':
          // A rate of -0, as -log(1) is, never rings.
          return 1 / (evaluate(source.expression) + 0);
        case 'coefficient':
          return lawOf(source.activity).coefficients[source.index] as number;
      }
    });
    return doublesOf(values);
  }

  /** The values with every rate and law coefficient 1: all activities become about equally frequent. */
  levelled(values: Float64Array): Float64Array {
    return values.map((value, index) => (this.sources[index]?.kind === 'value' ? value : 1));
  }

  private add(source: Source, key: string): number {
    const found = this.known.get(key);
    if (found !== undefined) return found;
    this.sources.push(source);
    this.known.set(key, this.sources.length - 1);
    return this.sources.length - 1;
  }
}

type Source =
  | { readonly kind: 'value'; readonly expression: Expression }
  | { readonly kind: 'inverse'; readonly expression: Expression }
  | { readonly kind: 'coefficient'; readonly activity: number; readonly index: number };
