import { slowCommand } from './slow.js';

export const commands = [slowCommand];
