import { memberPlace, type Part } from '../../pieces/part.js';

/**
 * Whether an attacker owns what is in a slot. What is `hidden` is compromised too, and no monitor sees it; an attack that has
 * been `blocked` leaves nothing in that very instant.
 */
export type Security = 'intact' | 'compromised' | 'hidden' | 'blocked';

/** `vm.security(i)` */
export const securityOf = (part: Part): string => memberPlace(part, 'security');

/** Both slots of a VM have the same. */
export const securityState = ({ component }: Part, security: Security): string => `${component.id}.${security}`;

/** `vm.security(i) == vm.intact` */
export const isSecurity = (part: Part, security: Security): string =>
  `${securityOf(part)} == ${securityState(part, security)}`;
