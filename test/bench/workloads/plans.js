/**
 * The plans of the workloads: what one trial observes. They name the net's `service` and, for outages, its first span.
 */

/**
 * @param {import('../../../dist/net/net.js').Net} net
 * @returns {import('../../../dist/net/expression/expression.js').Expression}
 */
function service(net) {
  const index = net.lets.findIndex(({ name }) => name === 'service');
  if (index < 0) throw new Error(`net '${net.name}' has no 'service' among its ${net.lets.length} lets`);
  return { kind: 'let', index };
}

/**
 * Share of time in service and number of outages until the horizon.
 * @param {number} horizon
 * @returns {import('./workload.js').Workload['plan']}
 */
export const availabilityAndOutages = (horizon) => (net) => ({
  plan: {
    horizon,
    rewards: [{ reward: { rate: service(net), impulses: [] }, at: [] }],
    instants: [],
    finals: [],
    spans: net.spans.slice(0, 1).map((span) => ({ span, from: 0, until: horizon, sink: false })),
  },
  measures: [
    { name: 'availability', column: (layout) => layout.rewards[0], offset: 0, scale: 1 / horizon },
    { name: 'outages', column: (layout) => layout.spans[0], offset: 0, scale: 1 },
  ],
});

/**
 * Whether the service lasts until the horizon; a trial ends with the service.
 * @param {number} horizon
 * @returns {import('./workload.js').Workload['plan']}
 */
export const reliability = (horizon) => (net) => ({
  plan: {
    horizon,
    until: { kind: 'unary', operator: '!', operand: service(net) },
    rewards: [],
    instants: [],
    finals: [],
    spans: [],
  },
  measures: [{ name: 'reliability', column: () => 1, offset: 1, scale: -1 }],
});
