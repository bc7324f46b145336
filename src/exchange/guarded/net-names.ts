import { durationUnit } from '../../config/duration.js';
import { FUNCTIONS } from '../../net/expression/syntax.js';

/**
 * Names of one namespace of a net, made from those of a model: `s`, which is a unit of time, becomes `s_` where expressions
 * read the names.
 */
export class NetNames {
  private readonly taken = new Set<string>();

  constructor(private readonly isRead: boolean) {}

  /** A name like `wanted` that nothing else has. */
  claim(wanted: string): string {
    const plain = plainName(wanted);
    for (let attempt = 0; ; attempt++) {
      const name = attempt === 0 ? plain : `${plain}_${attempt === 1 ? '' : attempt}`;
      if (this.isUsed(name)) continue;
      this.taken.add(name);
      return name;
    }
  }

  /** Whether a name would be given unchanged. */
  isFree(name: string): boolean {
    return plainName(name) === name && !this.isUsed(name);
  }

  private isUsed(name: string): boolean {
    return this.taken.has(name) || (this.isRead && isReserved(name));
  }
}

/** Letters, digits and _, a letter first. */
function plainName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+/, '');
  return /^[A-Za-z]/.test(plain) ? plain : `x${plain === '' ? '' : `_${plain}`}`;
}

const isReserved = (name: string): boolean =>
  FUNCTIONS.has(name) || durationUnit(name) !== undefined || name === 'true' || name === 'false';
