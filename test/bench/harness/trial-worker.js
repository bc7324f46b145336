/** A thread that compiles a workload, says so, and then runs each batch it is sent. */
import { parentPort, workerData } from 'node:worker_threads';
import { workloadNamed } from '../workloads/all.js';
import { compileNet, readWorkload, runChunks, SEED } from './kernel.js';

const { net, plan, measures } = readWorkload(workloadNamed(workerData.workload));
const program = compileNet(net, plan, SEED);
parentPort.on('message', ({ first, count }) => {
  parentPort.postMessage(runChunks(program, measures, first, count));
});
parentPort.postMessage('ready');
