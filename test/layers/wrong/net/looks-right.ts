import { now } from '../kernel/clock.js';

export const later = now + 1;
