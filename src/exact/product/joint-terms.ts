import type { Expression } from '../../net/expression/expression.js';
import type { Amount, Moment } from './amount.js';
import type { Circuit, Vector, Weights } from './circuit.js';
import { type Classes, classesBy, indicator, termsByPart } from './classes.js';
import { Choices, Combination } from './combination.js';
import type { PartChains } from './part-chains.js';
import type { Divided } from './terms-of-parts.js';

/**
 * An expression that reads several parts, and the probabilities of their classes in the long run or, when a horizon is given, at times
 * up to it.
 */
export class JointTerms {
  readonly tree: Expression;
  readonly classes: ReadonlyMap<number, Classes>;
  private readonly termsOf: ReadonlyMap<number, readonly number[]>;
  private readonly partOfTerm: readonly number[];
  private readonly amounts: ReadonlyMap<number, readonly Amount[]>;
  private readonly known = new Map<Moment, Weights>();
  private readonly choices = new Choices();
  private readonly common: Combination;

  constructor(
    private readonly chains: PartChains,
    { tree, terms }: Divided,
    private readonly horizon: number | undefined,
  ) {
    this.tree = tree;
    this.partOfTerm = terms.map(({ part }) => part);
    this.termsOf = termsByPart(terms);
    this.classes = new Map(
      [...this.termsOf].map(([part, own]) => {
        const chain = chains.of(part);
        const columns = new Map(
          own.map((term) => [term, chain.values((terms[term] as { expression: Expression }).expression)]),
        );
        return [part, classesBy(columns, chain.explored.chain.stateCount)];
      }),
    );
    this.amounts = new Map(
      [...this.classes].map(([part, classes]) => [
        part,
        Array.from({ length: classes.count }, (_, c) => chains.of(part).amount(indicator(classes, c), horizon)),
      ]),
    );
    this.common = new Combination(this.partOfTerm, (part) => this.classesOf(part), this.choices);
  }

  /** The distribution of the expression. */
  circuit(): Circuit {
    return this.common.circuit(this.tree);
  }

  /** The distribution of the expression before and after a part goes from one of its classes to another. */
  circuitOfChange(part: number, from: number, to: number): Circuit {
    return this.given(part, [from, to]);
  }

  /** The distribution of the expression while a part is in one of its classes. */
  circuitGiven(part: number, number: number): Circuit {
    return this.given(part, [number]);
  }

  private given(part: number, classes: readonly number[]): Circuit {
    const { values } = this.classesOf(part);
    const vectors = (this.termsOf.get(part) ?? []).map((term): [number, Vector] => [
      term,
      classes.map((number) => values.get(term)?.[number] as number),
    ]);
    const combination = new Combination(
      this.partOfTerm,
      (other) => this.classesOf(other),
      this.choices,
      new Map(vectors),
      classes.length,
    );
    return combination.circuit(this.tree);
  }

  /** The mean of a function of the expression, >= 0; `of` a part: times a function of that part's state, which the circuit does not read. */
  mean(circuit: Circuit, weigh: (value: Vector) => number, factor?: Amount): Amount {
    const weight = Float64Array.from(circuit.support, weigh);
    const mean = (moment: Moment): number => {
      const probability = circuit.probabilities(this.weights(moment));
      let sum = 0;
      for (let k = 0; k < weight.length; k++) sum += (probability[k] as number) * (weight[k] as number);
      return sum;
    };
    if (factor === undefined) return { at: mean };
    return { at: (moment) => factor.at(moment) * mean(moment) };
  }

  /** A function of one part's state. */
  amount(part: number, values: Float64Array): Amount {
    return this.chains.of(part).amount(values, this.horizon);
  }

  private weights(moment: Moment): Weights {
    const known = this.known.get(moment);
    if (known !== undefined) return known;
    const weights = new Map(
      [...this.amounts].map(([part, amounts]) => [part, Float64Array.from(amounts, (amount) => amount.at(moment))]),
    );
    this.known.set(moment, weights);
    return weights;
  }

  private classesOf(part: number): Classes {
    const classes = this.classes.get(part);
    if (classes === undefined) throw new RangeError(`no classes of part ${part}`);
    return classes;
  }
}
