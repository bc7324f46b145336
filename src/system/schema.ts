import { z } from 'zod';
import { duration, positiveDuration } from '../config/duration-schema.js';
import { netDocumentSchema } from '../net/document.js';
import { lawSchema } from './law-schema.js';
import { componentMechanisms, dom0Mechanisms, nodeMechanisms } from './mechanisms/keys.js';

/** The data of a system file, `format: ninefold/system@1`, just as YAML gives it. */
export const systemFormat = 'ninefold/system@1';

const PROBABILITY = 'a probability from 0 to 1';
const probability = z.number({ error: PROBABILITY }).min(0, PROBABILITY).max(1, PROBABILITY);
const SURVIVAL = 'a probability above 0 and at most 1';
const survival = z.number({ error: SURVIVAL }).gt(0, SURVIVAL).max(1, SURVIVAL);
const COUNT = 'a whole number from 1 to 10000';
const count = z.int({ error: COUNT }).min(1, COUNT).max(10_000, COUNT);

const name = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'a name of small letters and digits, with hyphens between words');

const lifeShape = {
  life: lawSchema.optional().describe('Time from as-good-as-new to failure'),
  mttf: positiveDuration.optional().describe('Mean time to failure of an exponential life'),
  reliability: survival.optional().describe('Probability that an exponential life outlasts the mission'),
  mission: positiveDuration
    .optional()
    .describe('The mission that `reliability` is given for; that of the system when absent'),
  age: duration.optional().describe('Age at time 0, for a life that wears'),
  'value-failures': probability
    .optional()
    .describe('Share of the failures that are wrong answers instead of crashes (VMs and software)'),
};

const componentShape = {
  ...lifeShape,
  detection: lawSchema.optional().describe('From the failure until it is noticed; no time when absent'),
  repair: z
    .union([z.literal('reboot'), lawSchema], { error: 'reboot, a duration or a distribution' })
    .optional()
    .describe(
      'From the detection until it can boot; `reboot`: booting is all it takes. Never repaired without this or mttr',
    ),
  mttr: positiveDuration.optional().describe('Mean of an exponential repair'),
  boot: lawSchema
    .optional()
    .describe('From the repair, or from the boot of the layer below, until it is up; no time when absent'),
};

const softwareShape = { ...componentShape, ...componentMechanisms };

const COMPONENT = 'a component, like {mttf: 1 y, mttr: 4 h}';
const component = componentOf(componentShape).meta({ id: 'component' });
const software = componentOf(softwareShape).meta({ id: 'software' });
const dom0 = componentOf({ ...softwareShape, ...dom0Mechanisms }).meta({ id: 'dom0' });
/** Hardware and functions have no mechanisms of their own. */
export type ComponentDocument = z.infer<typeof software>;

function componentOf<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, { error: (issue) => (issue.code === 'invalid_type' ? COMPONENT : undefined) });
}

const image = name
  .optional()
  .describe(
    'What they are installed from: VMs with the same image share its holes and patches; the name of the VM when absent',
  );
const vmFamily = z.strictObject({ count: count.describe('How many identical VMs'), image, ...softwareShape });
const vmGroup = z.strictObject({
  name: name.optional().describe('vm1, vm2, ... by position when absent'),
  count: count.optional().describe('How many of this kind; 1 when absent'),
  image,
  ...softwareShape,
});
const vms = z.union([vmFamily, z.array(vmGroup).min(1)], { error: 'a map with count and the VM, or a list of VMs' });
export type VmGroupDocument = z.infer<typeof vmGroup>;

const functionDocument = z.strictObject({
  in: z
    .enum(['vms', 'hypervisor'])
    .describe('In each VM, which then fails when either fails; or once, on the hypervisor'),
  ...componentShape,
});

const voting = z.strictObject({
  of: count.describe('Number of VMs that vote, all of them'),
  needs: count.describe('How many equal answers carry the vote, more than half of `of`'),
  agree: probability.optional().describe('Probability that two wrong answers agree; 0 when absent'),
});

const service = z.strictObject({
  needs: count.optional().describe('How many VMs must be up; 1 when absent'),
  voting: voting.optional().describe('A voter that is part of the hypervisor compares the answers'),
});
export type ServiceDocument = z.infer<typeof service>;

const commonCause = z.strictObject({
  name: name.optional().describe('Names the cause in the results; common-cause when absent'),
  among: z
    .array(z.string())
    .min(1)
    .describe('Components by name; vms for all VMs; images for the VMs of each image by themselves'),
  beta: probability.optional().describe("Share of each component's failure rate that strikes all of them at once"),
  mttf: positiveDuration.optional().describe('Mean time between shocks that come at random'),
  life: lawSchema.optional().describe('Time between shocks'),
  survival: survival.optional().describe('Probability that no shock comes within the mission; shocks come at random'),
  marginals: z
    .enum(['kept', 'added'])
    .optional()
    .describe(
      'kept: shocks are part of the given lives, which are made longer by as much; added (when absent): they come on top',
    ),
  hits: z
    .record(z.string(), probability)
    .optional()
    .describe('Probability that a shock fails a component, each on its own; 1 when absent'),
});
export type CommonCauseDocument = z.infer<typeof commonCause>;

const HOSTS = 'a whole number from 2 to 100';
const hosts = z.strictObject(
  {
    count: z.int({ error: HOSTS }).min(2, HOSTS).max(100, HOSTS).describe('How many hosts, each with all layers'),
    room: count
      .optional()
      .describe(
        'VMs that are put on a host at first before the next is used; spread over the hosts in turn when absent',
      ),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'a map like {count: 2}' : undefined) },
);

const nodeShape = {
  hardware: component.describe('The machine that everything runs on'),
  software: software.optional().describe('One software machine on the hardware: a node that is not virtualised'),
  hypervisor: software.optional().describe('A hypervisor on the hardware: a type-1 node'),
  dom0: dom0.optional().describe('The privileged VM of a type-1 node, on which the other VMs depend'),
  'host-os': software.optional().describe('The operating system of a type-2 node, below its VMM'),
  vmm: software.optional().describe('The VM monitor of a type-2 node, on its host OS'),
  vms: vms.optional().describe('The virtual machines: identical ones, or a list of different ones'),
  function: functionDocument
    .optional()
    .describe('A function of the service that may live in the VMs or in the hypervisor'),
  service: service.optional().describe('What the service needs; one VM when absent'),
  'common-cause': z.array(commonCause).optional().describe('What fails several components at once'),
  independent: z
    .boolean()
    .optional()
    .describe('true: no component takes another down, the world of the closed forms; false when absent'),
  'boots-at-once': count
    .optional()
    .describe('How many VMs, and copies of them, may boot at the same time on the same host; all when absent'),
  hosts: hosts.optional().describe('Several alike machines, on which the VMs are; one when absent'),
  ...nodeMechanisms,
};

export const baselineSchema = z.strictObject({
  name: z.string().min(1).optional().describe('Names the baseline in the results'),
  ...nodeShape,
  hardware: component.optional().describe('That of the node it is compared with when absent'),
});

const systemShape = {
  format: z.literal(systemFormat),
  name: z.string().min(1).describe('Names the results'),
  mission: positiveDuration.optional().describe('How long the reliability is asked for; the horizon when absent'),
  horizon: positiveDuration.optional().describe('How long the system is watched from new; 1 y when absent'),
  ...nodeShape,
  baseline: baselineSchema.optional().describe('Another node to compare with'),
  measures: z
    .union([z.array(z.string()).min(1), netDocumentSchema.shape.measures.unwrap()], {
      error: 'a list of standard measures to keep or a map of measures to add',
    })
    .optional()
    .describe('A list of the standard measures to keep, or a map of measures to add, written as in a net'),
  run: netDocumentSchema.shape.run.describe('How to run'),
};

const node = z.object(nodeShape);
export type NodeDocument = z.infer<typeof node>;

/** Structure, units and ranges of single values; what they mean together is checked by `parseSystem`. */
export const systemSchema = z.strictObject(systemShape);

export type SystemDocument = z.infer<typeof systemSchema>;

/** The JSON Schema of a system file, for editors. */
export function systemJsonSchema(): object {
  return z.toJSONSchema(systemSchema, { io: 'input' });
}
