export * from './browser.js';
export { poolExecutor } from './experiment/pool-executor.js';
