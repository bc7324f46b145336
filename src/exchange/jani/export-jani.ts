import type { Effect, Place, TimeUnit } from '../../net/net.js';
import type { ExportedFile } from '../exported-file.js';
import { ForeignNames } from '../foreign-names.js';
import { isTrue, joined, type Term } from '../guarded/term.js';
import type { MarkovCommand, MarkovModel, MarkovReward } from '../markov/markov-model.js';
import { Raising } from '../markov/raising.js';
import { VALUE_MAX } from '../markov/symbolic.js';
import { type RewardReference, writeQuery } from './write-query.js';
import { type JaniExpression, writeTerm } from './write-term.js';

/** The model as one automaton of one location (jani-spec.org, version 1); labels and rewards are its transient variables. */
export function exportJani(model: MarkovModel, timeUnit: TimeUnit): readonly ExportedFile[] {
  const document = new JaniExport(model, timeUnit).document();
  return [{ name: `${model.name.replace(/[^\w.-]+/g, '-')}.jani`, text: `${JSON.stringify(document, null, 2)}\n` }];
}

const LOCATION = 'here';

class JaniExport {
  private readonly names = new ForeignNames();
  private readonly constants: readonly string[];
  private readonly places: readonly string[];
  private readonly actions: readonly string[];
  private readonly labels = new Map<number, string>();
  private readonly rewards: readonly string[];
  /** Lets written out: no expression of a model can be named. */
  private readonly bodies: (Term | undefined)[];
  private readonly inModel: Raising;
  private readonly inProperties: Raising;

  constructor(
    private readonly model: MarkovModel,
    private readonly timeUnit: TimeUnit,
  ) {
    const { constants, places, lets, commands, rewards } = model;
    this.constants = constants.map(({ name }) => this.names.claim(name));
    this.places = places.map(({ name }) => this.names.claim(name));
    this.bodies = lets.map(() => undefined);
    const named = { constants: this.constants, places: this.places };
    this.inModel = new Raising(model, { ...named, let: (index) => this.body(index) });
    this.inProperties = new Raising(model, { ...named, let: (index) => this.label(index) ?? this.body(index) });
    for (const [index, { name, expression }] of lets.entries()) {
      if (this.inModel.isLogical(expression)) this.labels.set(index, this.names.claim(name));
    }
    this.rewards = rewards.map(({ name }) => this.names.claim(name));
    this.actions = commands.map(({ name }) => this.names.claim(name));
  }

  document(): object {
    const { model, actions } = this;
    const automaton = this.names.claim('net');
    return {
      'jani-version': 1,
      name: model.name,
      type: 'ctmc',
      metadata: { description: this.description() },
      features: ['derived-operators'],
      actions: actions.map((name) => ({ name })),
      constants: model.constants.map(({ expression, value }, index) => ({
        name: this.constants[index],
        type: this.inModel.isWhole(expression) && Math.abs(value) <= VALUE_MAX ? 'int' : 'real',
        value: writeTerm(this.inModel.value(expression)),
      })),
      variables: [
        ...model.places.map((place, index) => this.variable(place, index)),
        ...[...this.labels.values()].map((name) => ({ name, type: 'bool', transient: true, 'initial-value': false })),
        ...this.rewards.map((name) => ({ name, type: 'real', transient: true, 'initial-value': 0 })),
      ],
      automata: [
        {
          name: automaton,
          locations: [{ name: LOCATION, 'transient-values': this.transientValues() }],
          'initial-locations': [LOCATION],
          edges: model.commands.map((command, index) => this.edge(command, index)),
        },
      ],
      system: {
        elements: [{ automaton }],
        syncs: actions.map((action) => ({ synchronise: [action], result: action })),
      },
      properties: this.properties(),
    };
  }

  private description(): string {
    const { name, remarks } = this.model;
    return [`${name}, exported by ninefold; time in ${this.timeUnit}`, ...remarks, ...this.names.changes].join('; ');
  }

  private variable({ min, max, initial, states }: Place, index: number): object {
    const range = { kind: 'bounded', base: 'int', 'lower-bound': min, 'upper-bound': max };
    const comment =
      states === undefined ? {} : { comment: states.map((state, value) => `${value} ${state}`).join(', ') };
    return { name: this.places[index], type: max === VALUE_MAX ? 'int' : range, 'initial-value': initial, ...comment };
  }

  private transientValues(): object[] {
    const { model } = this;
    const labels = [...this.labels].map(([index, ref]) => ({ ref, value: writeTerm(this.body(index)) }));
    const rewards = model.rewards.flatMap(({ rates }, position) =>
      rates.length === 0 ? [] : [{ ref: this.rewards[position], value: this.rate(rates) }],
    );
    return [...labels, ...rewards];
  }

  private rate(rates: MarkovReward['rates']): JaniExpression {
    const origin = { path: [] };
    const terms = rates.map(({ condition, value }): Term => {
      const holds = this.inModel.condition(condition);
      const gained = this.inModel.value(value);
      if (isTrue(holds)) return gained;
      return {
        kind: 'choice',
        condition: holds,
        yes: gained,
        no: { kind: 'number', value: 0, type: 'int', origin },
        origin,
      };
    });
    return writeTerm(joined('+', terms));
  }

  /** Rates are of alternatives; an edge has one, which its destinations share. */
  private edge({ guard, alternatives }: MarkovCommand, index: number): object {
    const rates = alternatives.map(({ rate }) => this.inModel.value(rate));
    const [only, second] = rates;
    if (only === undefined) throw new Error(`${this.actions[index]} without alternatives`);
    const total = second === undefined ? only : joined('+', rates);
    const whole = writeTerm(total);
    return {
      action: this.actions[index],
      location: LOCATION,
      guard: { exp: writeTerm(this.inModel.condition(guard)) },
      rate: { exp: whole },
      destinations: alternatives.map(({ effects }, position) => ({
        location: LOCATION,
        ...(second === undefined
          ? {}
          : { probability: { exp: { op: '/', left: writeTerm(rates[position] ?? only), right: whole } } }),
        assignments: [...effects.map((effect) => this.assignment(effect)), ...this.gains(index)],
      })),
    };
  }

  private assignment({ place, value }: Effect): object {
    return { ref: this.places[place], value: writeTerm(this.inModel.whole(value)) };
  }

  private gains(command: number): object[] {
    return this.model.rewards.flatMap(({ impulses }, position) =>
      impulses
        .filter((impulse) => impulse.command === command)
        .map(({ value }) => ({ ref: this.rewards[position], value: writeTerm(this.inModel.value(value)) })),
    );
  }

  private properties(): object[] {
    const names = new ForeignNames();
    const condition = (e: Parameters<Raising['condition']>[0]): JaniExpression =>
      writeTerm(this.inProperties.condition(e));
    return this.model.queries.map(({ name, query }) => ({
      name: names.claim(name),
      expression: writeQuery(query, condition, (position) => this.reference(position)),
    }));
  }

  private reference(position: number): RewardReference {
    const { rates = [], impulses = [] } = this.model.rewards[position] ?? {};
    const accumulate = [
      ...(impulses.length === 0 || rates.length > 0 ? ['time' as const] : []),
      ...(impulses.length > 0 ? ['steps' as const] : []),
    ];
    return { name: `${this.rewards[position]}`, accumulate };
  }

  private body(index: number): Term {
    const known = this.bodies[index];
    if (known !== undefined) return known;
    const expression = this.model.lets[index]?.expression;
    if (expression === undefined) throw new Error(`no let ${index}: there are ${this.model.lets.length}`);
    const isLogical = this.inModel.isLogical(expression);
    const body = isLogical ? this.inModel.condition(expression) : this.inModel.value(expression);
    this.bodies[index] = body;
    return body;
  }

  private label(index: number): Term | undefined {
    const label = this.labels.get(index);
    return label === undefined ? undefined : { kind: 'label', name: label, origin: { path: [] } };
  }
}
