import { quoted } from '../../config/found.js';
import type { Formulas } from '../guarded/formulas.js';
import type { Command, VariableDeclaration } from '../guarded/model.js';
import type { ModelProblems } from '../guarded/problems.js';
import { substitute, type Term } from '../guarded/term.js';
import type { RenamedModule, Source, WrittenModule } from './source.js';

/**
 * Writes out the modules that are defined by renaming. Formulas are expanded before: it is what they say that is renamed
 * (PRISM manual, "Formulas and Labels"); those in which nothing is renamed stay as they are.
 */
export function writtenModules(source: Source, formulas: Formulas, problems: ModelProblems): WrittenModule[] {
  const written: WrittenModule[] = [];
  for (const module of source.modules) {
    if (written.some(({ name }) => name === module.name)) {
      problems.note(module.origin, `the module ${module.name} again`, 'each module once');
      continue;
    }
    if (module.kind === 'written') {
      written.push(module);
      continue;
    }
    const base = [...written, ...source.modules.filter(isWritten)].find(({ name }) => name === module.base);
    if (base === undefined) problems.note(module.origin, `the unknown module ${module.base}`, 'a module of this model');
    else written.push(new Renaming(module, formulas, source, problems).apply(base));
  }
  return written;
}

const isWritten = (module: WrittenModule | RenamedModule): module is WrittenModule => module.kind === 'written';

class Renaming {
  private readonly names = new Map<string, string>();
  private readonly from: ReadonlySet<string>;

  constructor(
    private readonly module: RenamedModule,
    private readonly formulas: Formulas,
    source: Source,
    private readonly problems: ModelProblems,
  ) {
    for (const { from, to, origin } of module.renames) {
      if (this.names.has(from)) problems.note(origin, `${from} again`, 'each name renamed once');
      if (source.formulas.some(({ name }) => name === from)) {
        problems.note(origin, `the formula ${from} renamed`, 'the names that it reads: formulas are expanded first');
      }
      this.names.set(from, to);
    }
    this.from = new Set(this.names.keys());
  }

  apply(base: WrittenModule): WrittenModule {
    const { name, origin } = this.module;
    const variables = base.variables.map((variable) => this.variable(variable));
    return {
      kind: 'written',
      name,
      origin,
      variables,
      commands: base.commands.map((command) => this.command(command)),
    };
  }

  private variable(declaration: VariableDeclaration): VariableDeclaration {
    const { name, min, max, initial } = declaration;
    const { origin } = this.module;
    if (!this.names.has(name)) {
      this.problems.note(origin, `${quoted(name)} of ${this.module.base} not renamed`, 'every variable renamed');
    }
    return {
      ...declaration,
      origin,
      name: this.names.get(name) ?? name,
      owner: this.module.name,
      ...(min === undefined ? {} : { min: this.term(min) }),
      ...(max === undefined ? {} : { max: this.term(max) }),
      ...(initial === undefined ? {} : { initial: this.term(initial) }),
    };
  }

  private command(command: Command): Command {
    const { action, guard, alternatives } = command;
    return {
      ...command,
      ...(action === undefined ? {} : { action: this.names.get(action) ?? action }),
      guard: this.term(guard),
      alternatives: alternatives.map(({ rate, writes, gains }) => ({
        rate: this.term(rate),
        writes: writes.map((write) => ({
          ...write,
          variable: this.names.get(write.variable) ?? write.variable,
          value: this.term(write.value),
        })),
        gains,
      })),
    };
  }

  private term(term: Term): Term {
    const expanded = this.formulas.expand(term, (name) => this.formulas.mentions(name, this.from));
    return substitute(expanded, (name) => {
      const to = this.names.get(name.name);
      return to === undefined ? undefined : { ...name, name: to };
    });
  }
}
