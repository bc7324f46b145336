import { ageingSchema } from './ageing.js';
import { checkpointingSchema } from './checkpointing/schema.js';
import { containmentSchema } from './containment/schema.js';
import { replicaKeys } from './dom0/schema.js';
import { enforcementSchema } from './enforcement/schema.js';
import { failoverSchema } from './failover/schema.js';
import { vulnerabilitiesSchema } from './images/schema.js';
import { injectSchema } from './inject/schema.js';
import { loadSchema } from './load.js';
import { migrationSchema } from './migration/schema.js';
import { patchingSchema } from './patching/schema.js';
import { rejuvenationSchema } from './rejuvenation/schema.js';

/** What mechanisms add to the keys of every software component. */
export const componentMechanisms = {
  ageing: ageingSchema
    .optional()
    .describe('Ageing of software, besides its life or instead of one; a boot makes it as good as new'),
};

/** What mechanisms add to the keys of Dom0. */
export const dom0Mechanisms = replicaKeys;

/** What mechanisms add to the keys of a node. */
export const nodeMechanisms = {
  checkpointing: checkpointingSchema
    .optional()
    .describe('Servers save what they are working on from time to time, and go on from there after a crash'),
  containment: containmentSchema
    .optional()
    .describe('What separates servers, and how likely a failure of one, or an attacker in it, gets across'),
  load: loadSchema.optional().describe('Servers fail the sooner, the more of the load of the service they have'),
  vulnerabilities: vulnerabilitiesSchema
    .optional()
    .describe('Holes in what the VMs or the software are installed from; none when absent'),
  enforcement: enforcementSchema
    .optional()
    .describe('What keeps the service safe while holes are open; nothing when absent'),
  patching: patchingSchema.optional().describe('How patches are applied; never when absent'),
  failover: failoverSchema.optional().describe('What becomes of a VM whose host is lost; it waits for it when absent'),
  migration: migrationSchema.optional().describe('Moves VMs between hosts while they serve'),
  rejuvenation: rejuvenationSchema
    .optional()
    .describe('Reboots or replaces software from time to time, before it fails'),
  inject: injectSchema.optional().describe('A script of faults, besides those that come at random'),
};
