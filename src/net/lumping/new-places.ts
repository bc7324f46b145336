import type { Expression } from '../expression/expression.js';
import type { Net, Place } from '../net.js';
import { NotCounted } from './local-states.js';
import type { Refined } from './refine.js';

/** Places that no unit has, as they are numbered once those of units are gone. */
export class NewPlaces {
  readonly kept: Place[] = [];
  private readonly numbers = new Map<number, number>();
  private readonly known = new Map<Expression, Expression>();

  constructor(
    old: Net,
    private readonly refined: Refined,
  ) {
    for (const [index, place] of old.places.entries()) {
      if (refined.abstraction.ownerOf(index) === undefined) this.numbers.set(index, this.kept.push(place) - 1);
    }
  }

  /** An expression whose places are numbered anew already: `of` leaves it as it is. */
  asNew(e: Expression): Expression {
    this.known.set(e, e);
    return e;
  }

  /** The expression with the places' new numbers. Throws NotCounted where it reads a unit that it does not name. */
  of(e: Expression): Expression {
    const known = this.known.get(e);
    if (known !== undefined) return known;
    const made = this.made(e);
    this.known.set(e, made);
    return made;
  }

  place(index: number): number {
    const known = this.numbers.get(index);
    if (known !== undefined) return known;
    const { abstraction, groups } = this.refined;
    const group = groups.find((one) => {
      const first = abstraction.roleOf(one);
      return index >= first && index < first + one.templates.length;
    });
    if (group === undefined) throw new Error(`counting units: place ${index} is counted`);
    // A role is left over where something shared decides by an index which one is read.
    throw new NotCounted(group, 'something reads them by a computed index');
  }

  private made(e: Expression): Expression {
    switch (e.kind) {
      case 'place':
        return { kind: 'place', index: this.place(e.index) };
      case 'select':
        return { ...e, places: e.places.map((place) => this.place(place)), subscript: this.of(e.subscript) };
      case 'unary':
        return { ...e, operand: this.of(e.operand) };
      case 'binary':
        return { ...e, left: this.of(e.left), right: this.of(e.right) };
      case 'call':
        return { ...e, arguments: e.arguments.map((term) => this.of(term)) };
      default:
        return e;
    }
  }
}
