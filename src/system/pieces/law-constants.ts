import type { LawText } from '../../net/document.js';
import { idOf } from '../id.js';
import { namedLaw } from '../law.js';
import type { NetBuilder } from '../net-builder.js';
import { netDuration, netRate } from '../net-time.js';

type Parameter = ReturnType<typeof namedLaw>['parameters'][number];

/**
 * A law as the net reads it, its numbers constants that are named after where they stand: `{weibull: {shape:
 * vms.life.weibull.shape, mean: vms.life.weibull.mean}}`. Numbers in lists are data and stay where they are.
 */
export function lawWithConstants(net: NetBuilder, law: LawText, name: string): LawText {
  if (typeof law !== 'object') return net.constant(name, netDuration(String(law)));
  const { distribution, parameters } = namedLaw(law);
  const under = `${name}.${idOf(distribution.name)}`;
  const values = parameters.map((parameter) => [
    parameter.spec.name,
    withConstants(net, parameter, `${under}.${parameter.spec.name}`),
  ]);
  return { [distribution.name]: Object.fromEntries(values) };
}

function withConstants(net: NetBuilder, { spec, value }: Parameter, name: string): LawText {
  switch (spec.type) {
    case 'number':
      return net.constant(name, Number(value));
    case 'time':
      return net.constant(name, netDuration(String(value)));
    case 'rate':
      return net.constant(name, netRate(String(value)));
    case 'law':
      return lawWithConstants(net, value, name);
    case 'laws':
      return list(value).map((law, position) => lawWithConstants(net, law, `${name}.${position + 1}`));
    case 'times':
      return list(value).map((time) => netDuration(String(time)));
    case 'rates':
      return list(value).map((rate) => netRate(String(rate)));
    case 'numbers':
      return value;
    case 'pieces':
      return list(value).map((piece) => {
        const [from, to, weight = 0] = list(piece);
        return [netDuration(String(from)), netDuration(String(to)), weight];
      });
  }
}

const list = (value: LawText): readonly LawText[] => (Array.isArray(value) ? value : []);
