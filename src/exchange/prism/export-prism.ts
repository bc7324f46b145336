import type { Place, TimeUnit } from '../../net/net.js';
import type { ExportedFile } from '../exported-file.js';
import { ForeignNames } from '../foreign-names.js';
import { conjunction, isTrue, type Term } from '../guarded/term.js';
import type { MarkovCommand, MarkovModel, MarkovReward } from '../markov/markov-model.js';
import { Raising } from '../markov/raising.js';
import { VALUE_MAX } from '../markov/symbolic.js';
import { KEYWORDS } from './keywords.js';
import { printQuery } from './print-query.js';
import { printBeforeColon, printTerm } from './print-term.js';

const FUNCTIONS: ReadonlySet<string> = new Set(
  'min max floor ceil round pow mod log func multi init deadlock'.split(' '),
);

/** The model in PRISM's language and, since PRISM wants them apart, its measures as properties. */
export function exportPrism(model: MarkovModel, timeUnit: TimeUnit): readonly ExportedFile[] {
  return new PrismExport(model, timeUnit).files();
}

class PrismExport {
  private readonly names = new ForeignNames((name) => KEYWORDS.has(name) || FUNCTIONS.has(name));
  /** Labels and properties, which both stand in double quotes. */
  private readonly quoted = new ForeignNames((name) => KEYWORDS.has(name) || FUNCTIONS.has(name));
  private readonly constants: readonly string[];
  private readonly places: readonly string[];
  private readonly formulas: readonly string[];
  private readonly commands: readonly string[];
  private readonly labels = new Map<number, string>();
  private readonly rewards: readonly string[];
  private readonly inModel: Raising;
  private readonly inProperties: Raising;

  constructor(
    private readonly model: MarkovModel,
    private readonly timeUnit: TimeUnit,
  ) {
    const { constants, places, lets, commands, rewards } = model;
    this.constants = constants.map(({ name }) => this.names.claim(name));
    this.places = places.map(({ name }) => this.names.claim(name));
    this.formulas = lets.map(({ name }) => this.names.claim(name));
    this.commands = commands.map(({ name }) => this.names.claim(name));
    const named = { constants: this.constants, places: this.places };
    this.inModel = new Raising(model, { ...named, let: (index) => this.formula(index) });
    this.inProperties = new Raising(model, { ...named, let: (index) => this.label(index) ?? this.formula(index) });
    for (const [index, { name, expression }] of lets.entries()) {
      if (this.inModel.isLogical(expression)) this.labels.set(index, this.quoted.claim(name));
    }
    const rewardNames = new ForeignNames((name) => KEYWORDS.has(name));
    this.rewards = rewards.map(({ name }) => rewardNames.claim(name));
  }

  files(): readonly ExportedFile[] {
    const properties = this.properties();
    const model = [
      ...this.head(),
      'ctmc\n',
      ...this.constantLines(),
      ...this.formulaLines(),
      ...this.moduleLines(),
      ...this.labelLines(),
      ...this.model.rewards.flatMap((reward, position) => this.rewardLines(reward, position)),
    ];
    const files = [{ name: `${fileName(this.model.name)}.prism`, text: `${model.join('\n').trimEnd()}\n` }];
    if (properties.length > 0)
      files.push({ name: `${fileName(this.model.name)}.props`, text: `${properties.join('\n')}\n` });
    return files;
  }

  private head(): string[] {
    const { name, remarks } = this.model;
    const lines = [`${name}, exported by ninefold; time in ${this.timeUnit}`, ...remarks, ...this.names.changes];
    return lines.map((line) => `// ${line.replace(/\s+/g, ' ')}`);
  }

  private constantLines(): string[] {
    const lines = this.model.constants.map(({ expression, value }, index) => {
      const type = this.inModel.isWhole(expression) && Math.abs(value) <= VALUE_MAX ? 'int' : 'double';
      return `const ${type} ${this.constants[index]} = ${printTerm(this.inModel.value(expression))};`;
    });
    return paragraph(lines);
  }

  private formulaLines(): string[] {
    const lines = this.model.lets.map(({ expression }, index) => {
      const isLogical = this.inModel.isLogical(expression);
      const body = isLogical ? this.inModel.condition(expression) : this.inModel.value(expression);
      return `formula ${this.formulas[index]} = ${printTerm(body)};`;
    });
    return paragraph(lines);
  }

  private moduleLines(): string[] {
    const { places, commands } = this.model;
    return paragraph([
      `module ${this.names.claim('net')}`,
      ...places.map((place, index) => `  ${this.variableText(place, index)}`),
      ...commands.map((command, index) => `  ${this.commandText(command, index)}`),
      'endmodule',
    ]);
  }

  private variableText({ min, max, initial, states }: Place, index: number): string {
    const range = max === VALUE_MAX ? 'int' : `[${min}..${max}]`;
    const meaning = states === undefined ? '' : ` // ${states.map((state, value) => `${value} ${state}`).join(', ')}`;
    return `${this.places[index]} : ${range} init ${initial};${meaning}`;
  }

  private commandText({ guard, alternatives }: MarkovCommand, index: number): string {
    const updates = alternatives.map(({ rate, effects }) => {
      const writes = effects.map(
        ({ place, value }) => `(${this.places[place]}'=${printTerm(this.inModel.whole(value))})`,
      );
      return `${printBeforeColon(this.inModel.value(rate))} : ${writes.length === 0 ? 'true' : writes.join(' & ')}`;
    });
    return `[${this.commands[index]}] ${printTerm(this.inModel.condition(guard))} -> ${updates.join(' + ')};`;
  }

  private labelLines(): string[] {
    return paragraph([...this.labels].map(([index, label]) => `label "${label}" = ${this.formulas[index]};`));
  }

  private rewardLines({ rates, impulses }: MarkovReward, position: number): string[] {
    return paragraph([
      `rewards "${this.rewards[position]}"`,
      ...rates.map(({ condition, value }) => `  ${this.rateText(this.inModel.condition(condition), value)}`),
      ...impulses.map(
        ({ command, value }) => `  [${this.commands[command]}] true : ${printTerm(this.inModel.value(value))};`,
      ),
      'endrewards',
    ]);
  }

  /** A condition counts as 1 where it holds: `up : 1` rather than `true : up ? 1 : 0`. */
  private rateText(condition: Term, value: MarkovReward['rates'][number]['value']): string {
    if (!this.inModel.isLogical(value))
      return `${printBeforeColon(condition)} : ${printTerm(this.inModel.value(value))};`;
    const both = isTrue(condition)
      ? this.inModel.condition(value)
      : conjunction([condition, this.inModel.condition(value)], { path: [] });
    return `${printBeforeColon(both)} : 1;`;
  }

  private properties(): string[] {
    return this.model.queries.map(({ name, query }) => {
      const condition = (e: Parameters<Raising['condition']>[0]): string => printTerm(this.inProperties.condition(e));
      return `"${this.quoted.claim(name)}": ${printQuery(query, condition, (reward) => `${this.rewards[reward]}`)};`;
    });
  }

  private formula(index: number): Term {
    return { kind: 'name', name: `${this.formulas[index]}`, origin: { path: [] } };
  }

  private label(index: number): Term | undefined {
    const label = this.labels.get(index);
    return label === undefined ? undefined : { kind: 'label', name: label, origin: { path: [] } };
  }
}

const paragraph = (lines: readonly string[]): string[] => (lines.length === 0 ? [] : [...lines, '']);

const fileName = (name: string): string => name.replace(/[^\w.-]+/g, '-');
