import type { Token } from './tokens.js';

/** The words of PRISM's language, none of which can name anything (PRISM manual, "Modules and Variables"). */
export const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'A bool clock const ctmc C double dtmc E endinit endinvariant endmodule endobservables endrewards endsystem false ' +
    'formula filter func F global G init invariant I int label max mdp min module X nondeterministic observable ' +
    'observables of Pmax Pmin P pomdp popta probabilistic prob pta rate rewards Rmax Rmin R S stochastic system true U W'
  ).split(' '),
);

/** What a model can be, in PRISM's words. */
export const MODEL_TYPES: readonly string[] =
  'ctmc stochastic dtmc probabilistic mdp nondeterministic pta pomdp popta smg imdp idtmc lts'.split(' ');

const SECTION_STARTS: ReadonlySet<string> = new Set([
  ...MODEL_TYPES,
  ...'const rate prob formula label global module rewards system observables'.split(' '),
]);

/** Whether a token begins a section, and can stand nowhere else. */
export const startsSection = ({ kind, text }: Token): boolean => kind === 'name' && SECTION_STARTS.has(text);
