import type { Problems } from '../read/problems.js';
import { ageing } from './ageing.js';
import { checkpointing } from './checkpointing/checkpointing.js';
import { containment } from './containment/containment.js';
import { replicatedDom0 } from './dom0/replicated-dom0.js';
import { enforcement } from './enforcement/enforcement.js';
import { failover } from './failover/failover.js';
import { images } from './images/images.js';
import { inject } from './inject/inject.js';
import { load } from './load.js';
import type { Mechanism, MechanismKind, MechanismNode } from './mechanism.js';
import { migration } from './migration/migration.js';
import { patching } from './patching/patching.js';
import { rejuvenation } from './rejuvenation/rejuvenation.js';

/** Every mechanism. */
const kinds: readonly MechanismKind[] = [
  ageing,
  checkpointing,
  containment,
  load,
  rejuvenation,
  images,
  patching,
  enforcement,
  replicatedDom0,
  migration,
  failover,
  // Faults are injected into the states of all the others.
  inject,
];

/** Names of causes that no common cause may have. */
export const mechanismCauses: readonly string[] = kinds.flatMap((kind) => kind.causes ?? []);

/** What is done to a node beyond repair; reports what does not fit together. */
export function readMechanisms(node: MechanismNode, problems: Problems): readonly Mechanism[] {
  return kinds.flatMap((kind) => kind.read(node, problems));
}
