import type { GuardedModel } from './model.js';
import { NetNames } from './net-names.js';
import { sameTerm } from './term.js';

/** What the names of a model's constants, variables, formulas and labels are in its net, which has one namespace for all. */
export class Naming {
  /** Names that had to change. */
  readonly notes: string[] = [];
  /** All that an expression of the net can read, or could take for it. */
  readonly taken = new NetNames(true);
  private readonly names = new Map<string, string>();
  private readonly labels = new Map<string, string>();

  constructor(model: GuardedModel) {
    for (const { name } of model.constants) this.name(name, 'constant');
    for (const { name } of model.variables) this.name(name, 'variable');
    for (const { name } of model.formulas) this.name(name, 'formula');
    for (const { name, body } of model.labels) {
      const formula = model.formulas.find((candidate) => candidate.name === name);
      if (formula !== undefined && (sameTerm(body, formula.body) || (body.kind === 'name' && body.name === name))) {
        this.labels.set(name, this.of(name));
        continue;
      }
      const claimed = this.taken.claim(this.taken.isFree(name) ? name : `${name}_label`);
      this.labels.set(name, claimed);
      this.noteChange(`"${name}"`, claimed, claimed !== name, 'label');
    }
  }

  of(name: string): string {
    return found(this.names, name);
  }

  /** Whether a label is the formula of the same name. */
  isFormula(label: string): boolean {
    return this.labels.get(label) === this.names.get(label);
  }

  ofLabel(name: string): string {
    return found(this.labels, name);
  }

  private name(name: string, what: string): void {
    const claimed = this.taken.claim(name);
    this.names.set(name, claimed);
    this.noteChange(name, claimed, claimed !== name, what);
  }

  private noteChange(name: string, claimed: string, isChanged: boolean, what: string): void {
    if (isChanged) this.notes.push(`the ${what} ${name} is called ${claimed}`);
  }
}

function found(names: ReadonlyMap<string, string>, name: string): string {
  const known = names.get(name);
  if (known === undefined) throw new Error(`no name for ${name} in the net`);
  return known;
}
