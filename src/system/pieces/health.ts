import { memberPlace, type Part } from './part.js';

/** `vm.health(i)`: how old software that ages is. */
export const healthOf = (part: Part): string => memberPlace(part, 'health');

/** Both slots of a VM have the same. */
export const healthState = ({ component }: Part, state: 'robust' | 'failureProbable'): string =>
  `${component.id}.${state}`;

export const isProbable = (part: Part): string => `${healthOf(part)} == ${healthState(part, 'failureProbable')}`;
