export * from './estimate/reads-a-file.js';
