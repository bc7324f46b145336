/** A name cut at its numbers: `vm(1)` is of the shape `vm(#)` and has 1 in the slot 0 of that shape. */
export interface Label {
  readonly shape: string;
  readonly slots: readonly { readonly key: string; readonly value: string }[];
}

/** A slot of a shape and the numbers that names of this shape have there. */
export interface Slot {
  readonly key: string;
  readonly values: readonly string[];
}

const NUMBER = /\d+/g;

export function labelOf(name: string): Label {
  const shape = name.replace(NUMBER, '#');
  const slots = [...name.matchAll(NUMBER)].map(([value], position) => ({ key: `${shape} ${position}`, value }));
  return { shape, slots };
}

/** The slots in which labels differ, those with the most numbers first. */
export function slotsOf(labels: readonly Label[], among: ReadonlySet<number>): Slot[] {
  const values = new Map<string, Set<string>>();
  for (const [index, { slots }] of labels.entries()) {
    if (!among.has(index)) continue;
    for (const { key, value } of slots) values.set(key, (values.get(key) ?? new Set()).add(value));
  }
  return [...values]
    .filter(([, seen]) => seen.size > 1)
    .map(([key, seen]) => ({ key, values: [...seen] }))
    .sort((a, b) => b.values.length - a.values.length);
}

/** The name of a label after two numbers have changed places in the slots of a bundle. */
export function swappedLabel({ shape, slots }: Label, bundle: ReadonlySet<string>, one: string, other: string): string {
  let position = 0;
  return shape.replace(/#/g, () => {
    const slot = slots[position++];
    if (slot === undefined) return '#';
    if (!bundle.has(slot.key)) return slot.value;
    if (slot.value === one) return other;
    return slot.value === other ? one : slot.value;
  });
}
