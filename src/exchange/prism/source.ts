import type { Command, ConstantDeclaration, Named, Property, VariableDeclaration } from '../guarded/model.js';
import type { Origin, Term } from '../guarded/term.js';
import type { RewardItem } from './commands.js';

/** What stands in a PRISM text, in its order, before renamed modules are written out. */
export interface Source {
  readonly constants: ConstantDeclaration[];
  readonly formulas: Named[];
  readonly labels: Named[];
  readonly globals: VariableDeclaration[];
  readonly modules: (WrittenModule | RenamedModule)[];
  readonly rewards: SourceRewards[];
  readonly properties: Property[];
  readonly types: { readonly name: string; readonly origin: Origin }[];
  readonly initials: Term[];
  readonly systems: SystemDefinition[];
}

export interface WrittenModule {
  readonly kind: 'written';
  readonly name: string;
  readonly variables: readonly VariableDeclaration[];
  readonly commands: readonly Command[];
  readonly origin: Origin;
}

/** `module b = a [x=y, ...] endmodule` */
export interface RenamedModule {
  readonly kind: 'renamed';
  readonly name: string;
  readonly base: string;
  readonly renames: readonly { readonly from: string; readonly to: string; readonly origin: Origin }[];
  readonly origin: Origin;
}

export interface SourceRewards {
  readonly name?: string;
  readonly items: readonly RewardItem[];
  readonly origin: Origin;
}

/** The modules of `system a || b endsystem`. */
export interface SystemDefinition {
  readonly modules: readonly { readonly name: string; readonly origin: Origin }[];
  readonly origin: Origin;
}

export const emptySource = (): Source => ({
  constants: [],
  formulas: [],
  labels: [],
  globals: [],
  modules: [],
  rewards: [],
  properties: [],
  types: [],
  initials: [],
  systems: [],
});
