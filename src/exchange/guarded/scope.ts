import { quoted } from '../../config/found.js';
import { suggestion } from '../../config/suggestion.js';
import type { ConstantDeclaration, GuardedModel, Named, VariableDeclaration } from './model.js';
import type { ModelProblems } from './problems.js';
import type { Origin } from './term.js';

/** What a name in a model stands for. */
export type Meaning =
  | { readonly kind: 'constant'; readonly declaration: ConstantDeclaration }
  | { readonly kind: 'variable'; readonly declaration: VariableDeclaration }
  | { readonly kind: 'formula'; readonly declaration: Named };

/** The names of a model; one declared twice is reported, and the first counts. */
export class Scope {
  private readonly meanings = new Map<string, Meaning>();
  private readonly labels = new Map<string, Named>();

  constructor(
    model: GuardedModel,
    private readonly problems: ModelProblems,
  ) {
    for (const declaration of model.constants) this.declare({ kind: 'constant', declaration });
    for (const declaration of model.formulas) this.declare({ kind: 'formula', declaration });
    for (const declaration of model.variables) this.declare({ kind: 'variable', declaration });
    for (const label of model.labels) {
      if (this.labels.has(label.name)) {
        problems.note(label.origin, `the label ${quoted(label.name)} again`, 'each label once');
      } else this.labels.set(label.name, label);
    }
  }

  meaning(name: string): Meaning | undefined {
    return this.meanings.get(name);
  }

  label(name: string): Named | undefined {
    return this.labels.get(name);
  }

  unknown(name: string, origin: Origin): void {
    // Every name of one letter is like every other.
    const meant = name.length < 3 ? undefined : suggestion(name, [...this.meanings.keys()]);
    const need = 'a constant, variable or formula of this model';
    this.problems.note(
      origin,
      `the unknown name ${name}`,
      meant === undefined ? need : `${meant} (did you mean that?)`,
    );
  }

  unknownLabel(name: string, origin: Origin): void {
    const builtIn = name === 'init' || name === 'deadlock';
    const meant = suggestion(name, [...this.labels.keys()]);
    const found = builtIn ? `the built-in label "${name}"` : `the unknown label "${name}"`;
    this.problems.note(
      origin,
      found,
      meant === undefined ? 'a label of this model' : `"${meant}" (did you mean that?)`,
    );
  }

  private declare(meaning: Meaning): void {
    const { name, origin } = meaning.declaration;
    const other = this.meanings.get(name);
    if (other === undefined) this.meanings.set(name, meaning);
    else this.problems.note(origin, `${name} again`, `another name: ${name} is already a ${other.kind}`);
  }
}
