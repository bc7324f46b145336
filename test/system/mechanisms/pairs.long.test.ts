import { describe, expect, it } from 'vitest';
import { expectAgreement } from './agreement.js';
import { type Composed, compose, singlesAndPairs } from './pairs/compose.js';

/** Over all comparisons of this file, a correct simulator fails with at most this probability. */
const FALSE_ALARM = 1e-6;

const all = singlesAndPairs().map((names) => ({ name: names.join(' + '), composed: compose(names) }));
const possible = all.filter((one): one is { name: string; composed: Composed } => 'document' in one.composed);

describe('every mechanism, alone and with every other', () => {
  it('can be composed but where one thing would be said twice', () => {
    const refused = all.flatMap(({ name, composed }) => ('refused' in composed ? [[name, composed.refused]] : []));
    expect(Object.fromEntries(refused)).toMatchInlineSnapshot(`
      {
        "cold failover + failure with the host": "failover.policy is both cold and fail",
        "cold failover + hot failover": "failover.policy is both cold and hot",
        "cold failover + warm failover": "failover.policy is both cold and warm",
        "crashes by a monitor + shutting down": "enforcement.policy is both monitor-crash and shut-down",
        "failure with the host + migration": "failover.policy is both fail and cold",
        "hot failover + failure with the host": "failover.policy is both hot and fail",
        "hot failover + migration": "failover.policy is both hot and cold",
        "patching in place + copy swap": "patching.how is both in-place and copy-swap",
        "reboot of VMs + reboot when it has aged": "rejuvenation[1]: found a second rejuvenation of vms, need each component once",
        "reboot of VMs + reincarnation": "rejuvenation[1]: found a second rejuvenation of vms, need each component once",
        "reboot of a layer + evacuation": "rejuvenation[1]: found a second rejuvenation of hypervisor, need each component once",
        "reboot of a layer + suspension": "rejuvenation[1]: found a second rejuvenation of hypervisor, need each component once",
        "reboot when it has aged + reincarnation": "rejuvenation[1]: found a second rejuvenation of vms, need each component once",
        "suspension + evacuation": "rejuvenation[1]: found a second rejuvenation of hypervisor, need each component once",
        "warm failover + failure with the host": "failover.policy is both warm and fail",
        "warm failover + hot failover": "failover.policy is both warm and hot",
        "warm failover + migration": "failover.policy is both warm and cold",
      }
    `);
  });

  it.each(possible)('$name: simulated as it is solved', async ({ composed: { document, measures } }) => {
    await expectAgreement(document, measures, {
      trials: 600,
      falseAlarm: FALSE_ALARM / possible.length,
      // Of what is rare beside another mechanism.
      width: 4,
    });
  });
});
