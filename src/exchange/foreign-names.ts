/** Identifiers of another language made from a net's names: `vm(2)` becomes `vm_2`. */
export class ForeignNames {
  private readonly taken = new Set<string>();
  /** Each name that had to change, as `vm_2 is vm(2)`. */
  readonly changes: string[] = [];

  constructor(private readonly isReserved: (name: string) => boolean = () => false) {}

  claim(wanted: string): string {
    const plain = identifier(wanted);
    for (let attempt = 0; ; attempt++) {
      const name = attempt === 0 ? plain : `${plain}_${attempt === 1 ? '' : attempt}`;
      if (this.taken.has(name) || this.isReserved(name)) continue;
      this.taken.add(name);
      if (name !== wanted) this.changes.push(`${name} is ${wanted}`);
      return name;
    }
  }
}

function identifier(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_]+/g, '_').replace(/_+$/, '');
  return /^[A-Za-z_]/.test(plain) ? plain : `x_${plain}`;
}
