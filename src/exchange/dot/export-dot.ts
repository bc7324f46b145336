import { placesRead } from '../../net/expression/analyse.js';
import type { Expression } from '../../net/expression/expression.js';
import { type ExpressionNames, printExpression } from '../../net/expression/print.js';
import { lawExpressions } from '../../net/law.js';
import type { Activity, Case, Net, Timing } from '../../net/net.js';
import type { ExportedFile } from '../exported-file.js';
import { quotedText } from './quoted-text.js';

/** A picture of a net for Graphviz: places are ellipses, activities boxes (thick ones take no time), what is read is dashed. */
export function exportDot(net: Net): readonly ExportedFile[] {
  const picture = new NetPicture(net);
  return [{ name: `${net.name.replace(/[^\w.-]+/g, '-')}.dot`, text: `${picture.lines().join('\n')}\n` }];
}

/** Longer labels are cut. */
const LABEL_MAX = 60;

class NetPicture {
  private readonly names: ExpressionNames;

  constructor(private readonly net: Net) {
    this.names = {
      constants: net.constants.map(({ name }) => name),
      places: net.places.map(({ name }) => name),
      lets: net.lets.map(({ name }) => name),
      states: net.places.map(({ states }) => states),
    };
  }

  lines(): string[] {
    const { net } = this;
    return [
      `digraph ${quotedText(net.name)} {`,
      '  rankdir=LR; node [fontname="sans-serif", fontsize=11]; edge [fontname="sans-serif", fontsize=9];',
      ...net.places.map(({ name, initial, states }, index) => {
        return `  p${index} [shape=ellipse, label=${quotedText(`${name}\n${states?.[initial] ?? initial}`)}];`;
      }),
      ...net.activities.map((activity, index) => this.activityLine(activity, index)),
      ...net.activities.flatMap((activity, index) => this.edges(activity, index)),
      '}',
    ];
  }

  private activityLine({ name, timing, priority }: Activity, index: number): string {
    const look = timing.kind === 'immediate' ? 'penwidth=3' : 'penwidth=1';
    return `  a${index} [shape=box, ${look}, label=${quotedText(`${name}\n${cut(this.timingText(timing, priority))}`)}];`;
  }

  private timingText(timing: Timing, priority: number): string {
    switch (timing.kind) {
      case 'immediate':
        return `immediate ${priority}`;
      case 'rate':
        return `rate ${this.text(timing.rate)}`;
      case 'delay':
        return timing.law.distribution.name;
      case 'every':
        return `every ${this.text(timing.period)}`;
      case 'at':
        return 'at listed times';
    }
  }

  private edges(activity: Activity, index: number): string[] {
    const { cases } = activity;
    const written = new Set(cases.flatMap(({ effects }) => effects.map(({ place }) => place)));
    const read = this.placesRead(activity);
    const reads = [...read].map((place) => `  p${place} -> a${index} [style=dashed, arrowhead=none];`);
    const writes = [...written].map(
      (place) => `  a${index} -> p${place} [label=${quotedText(this.writeText(cases, place))}];`,
    );
    return [...reads, ...writes];
  }

  private placesRead({ guard, timing, cases }: Activity): Set<number> {
    const expressions = [guard, ...timingExpressions(timing), ...cases.map(({ weight }) => weight)];
    return new Set(expressions.flatMap((e) => [...placesRead(e, this.net.lets)]));
  }

  /** What an activity writes to a place: each different value of its cases. */
  private writeText(cases: readonly Case[], place: number): string {
    const values = cases.flatMap(({ effects }) => effects.filter((effect) => effect.place === place));
    const states = this.net.places[place]?.states;
    const texts = values.map(({ value }) =>
      value.kind === 'number' ? (states?.[value.value] ?? `${value.value}`) : this.text(value),
    );
    return cut([...new Set(texts)].join(' | '));
  }

  private text(e: Expression): string {
    return printExpression(e, this.names);
  }
}

function timingExpressions(timing: Timing): Expression[] {
  if (timing.kind === 'rate') return [timing.rate];
  if (timing.kind !== 'delay') return [];
  return [...lawExpressions(timing.law), ...(timing.speed === undefined ? [] : [timing.speed])];
}

const cut = (text: string): string => (text.length > LABEL_MAX ? `${text.slice(0, LABEL_MAX - 3)}...` : text);
