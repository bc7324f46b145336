import type { Alternative, Command, Gain, GuardedModel, Module, Vector, Write } from './model.js';
import type { ModelProblems } from './problems.js';
import { conjunction, type Origin, type Term } from './term.js';

/** One step of the chain: a choice of one alternative of one command, or of one each of several that step together. */
export interface Transition {
  /** The action, or the module of a command without one. */
  readonly base: string;
  readonly action?: string;
  readonly guard: Term;
  readonly rate: Term;
  readonly writes: readonly Write[];
  readonly gains: readonly Gain[];
  readonly origin: Origin;
}

/** More steps than this are a slip, or a model that no net should be made of. */
const STEPS_MAX = 100_000;

/** Every step that the modules can take, alone and together, in the order of the commands. */
export function transitionsOf(model: GuardedModel, problems: ModelProblems): Transition[] {
  const modules = new Map(model.modules.map((module) => [module.name, module]));
  const transitions: Transition[] = [];
  for (const module of model.modules) {
    for (const command of module.commands) {
      for (const joint of jointCommands(module, command, model.vectors, modules)) {
        const count = joint.commands.reduce((product, { alternatives }) => product * alternatives.length, 1);
        if (transitions.length + count > STEPS_MAX) {
          problems.note(command.origin, `more than ${STEPS_MAX} joint steps`, 'fewer commands of one action');
          return transitions;
        }
        const base = joint.action ?? module.name;
        for (const choice of product(joint.commands.map(({ alternatives }) => alternatives))) {
          transitions.push(step(base, joint, choice, problems));
        }
      }
    }
  }
  return transitions;
}

interface Joint {
  readonly action?: string;
  readonly commands: readonly Command[];
}

/** The steps that begin with a command: it alone, or with each choice of the others' commands in the vectors it leads. */
function jointCommands(
  module: Module,
  command: Command,
  vectors: readonly Vector[],
  modules: ReadonlyMap<string, Module>,
): Joint[] {
  if (command.action === undefined) return [{ commands: [command] }];
  return vectors.flatMap(({ result, parts }) => {
    const [leader, ...others] = parts;
    if (leader?.module !== module.name || leader.action !== command.action) return [];
    const choices = others.map(({ module: name, action }) =>
      (modules.get(name)?.commands ?? []).filter((other) => other.action === action),
    );
    const named = result === undefined ? {} : { action: result };
    return product(choices).map((chosen) => ({ ...named, commands: [command, ...chosen] }));
  });
}

function step(base: string, joint: Joint, choice: readonly Alternative[], problems: ModelProblems): Transition {
  const [command] = joint.commands;
  if (command === undefined) throw new Error('a step of no command');
  const { origin } = command;
  const writes = choice.flatMap((alternative) => alternative.writes);
  for (const [position, write] of writes.entries()) {
    if (writes.findIndex(({ variable }) => variable === write.variable) < position) {
      problems.note(write.origin, `a second write to ${write.variable} in one step`, 'each variable written once');
    }
  }
  return {
    base,
    ...(joint.action === undefined ? {} : { action: joint.action }),
    guard: conjunction(
      joint.commands.map(({ guard }) => guard),
      origin,
    ),
    rate: productOf(
      choice.map(({ rate }) => rate),
      origin,
    ),
    writes: writes.filter(({ variable, value }) => value.kind !== 'name' || value.name !== variable),
    gains: choice.flatMap((alternative) => alternative.gains),
    origin,
  };
}

function productOf(rates: readonly Term[], origin: Origin): Term {
  const [first, ...others] = rates.filter((rate) => rate.kind !== 'number' || rate.value !== 1);
  if (first === undefined) return { kind: 'number', value: 1, type: 'int', origin };
  return others.reduce((left, right) => ({ kind: 'binary', operator: '*', left, right, origin }), first);
}

/** Every choice of one from each list. */
function product<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((chosen, list) => chosen.flatMap((begun) => list.map((next) => [...begun, next])), [[]]);
}
