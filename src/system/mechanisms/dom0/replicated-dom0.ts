import type { LawText } from '../../../net/document.js';
import { lawProblems } from '../../law.js';
import { hoursOf } from '../../net-time.js';
import { hostOf, layerOn } from '../../pieces/placement.js';
import type { Problems } from '../../read/problems.js';
import type { NodeDocument } from '../../schema.js';
import type { Component } from '../../system.js';
import type { Mechanism, MechanismKind } from '../mechanism.js';
import { CAUSE, declareReplicas, type Takeover } from './declare.js';
import { Replicas } from './replicas.js';
import { words } from './words.js';

type Dom0Document = NonNullable<NodeDocument['dom0']>;

/** Several Dom0s on each host watch each other, and a passive one takes the place of the active one when that fails. */
export const replicatedDom0: MechanismKind = {
  causes: [CAUSE],
  read({ usable, layers }, problems) {
    const { dom0 } = usable;
    if (dom0 === undefined) return [];
    check(dom0, problems.below('dom0'));
    const component = layers.find(({ name }) => name === 'dom0');
    if (dom0.replicas === undefined || component === undefined) return [];
    const { accusation, promotion } = dom0;
    return [
      mechanism(component, layers.length, {
        count: dom0.replicas,
        ...(takesTime(accusation) ? { accusation } : {}),
        ...(takesTime(promotion) ? { promotion } : {}),
      }),
    ];
  },
};

function check(dom0: Dom0Document, problems: Problems): void {
  for (const key of ['accusation', 'promotion'] as const) {
    const law = dom0[key];
    if (law === undefined) continue;
    problems.all.push(...lawProblems(law, [...problems.at, key]));
    if (dom0.replicas === undefined) problems.reportKey([key], `${key} of a single Dom0`, 'replicas: 3');
  }
  if (dom0.replicas !== undefined && dom0.ageing !== undefined) {
    problems.reportKey(['ageing'], 'ageing of replicated Dom0s', 'a life, like {weibull: {shape: 2, mean: 90 d}}');
  }
}

const takesTime = (law: LawText | undefined): law is LawText =>
  law !== undefined && (typeof law !== 'string' || hoursOf(law) > 0);

function mechanism(dom0: Component, level: number, takeover: Takeover): Mechanism {
  return {
    name: 'replicas',
    // What stalls are the VMs; a loss of the layer below them takes over the charge.
    causes: new Map([[CAUSE, level]]),
    fails: new Set([dom0.id]),
    failsAlone: new Set([dom0.id]),
    restores: true,
    words,
    serves: (server, { parts }) => {
      const layer = parts.layers.find(({ component }) => component === dom0);
      return layer && `${new Replicas(layerOn(layer, hostOf(server)), takeover.count).stalled} == 0`;
    },
    declare: (lowering) => {
      const cycle = lowering.cycles.find(({ part }) => part.component === dom0);
      if (cycle === undefined) throw new Error('a replicated Dom0 without Dom0');
      declareReplicas(lowering, cycle, takeover);
    },
    measures: () => ({
      promotions: { accumulated: 'dom0.promotions', until: 'horizon' },
      accusations: { accumulated: 'dom0.accusations', until: 'horizon' },
    }),
  };
}
