/** On which side of 0 a difference is; `equal` when it is known to be 0, `unknown` when it cannot be told from 0. */
export type Side = 'above' | 'below' | 'equal' | 'unknown';

/** What was found of a difference at one place of a range. */
export interface Tested {
  readonly at: number;
  readonly side: Side;
  readonly estimate: number;
}

/** Places of a range that were tested, by where they are. */
export class Places<Place extends Tested> {
  private readonly known = new Map<number, Place>();

  add(place: Place): void {
    this.known.set(place.at, place);
  }

  has(at: number): boolean {
    return this.known.has(at);
  }

  get count(): number {
    return this.known.size;
  }

  get inOrder(): readonly Place[] {
    return [...this.known.values()].sort((a, b) => a.at - b.at);
  }

  /** Neighbours that are on different sides. */
  get changes(): readonly (readonly [Place, Place])[] {
    return pairsOf(this.inOrder).filter(([one, next]) => one.side !== next.side);
  }
}

export function pairsOf<Item>(items: readonly Item[]): readonly (readonly [Item, Item])[] {
  return items.flatMap((item, index) => {
    const next = items[index + 1];
    return next === undefined ? [] : [[item, next] as const];
  });
}

/** Whether one of the two that are compared is known to be the higher. */
export const isDecided = ({ side }: { readonly side: Side }): boolean => side === 'above' || side === 'below';
