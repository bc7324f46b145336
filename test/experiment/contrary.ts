import type { Executor } from '../../src/experiment/executor.js';
import { inlineExecutor } from '../../src/experiment/inline-executor.js';
import { PreparedPoint } from '../../src/experiment/points/prepared-point.js';

/**
 * Computes elsewhere, several at a time, each finishing before those begun earlier. A point of more events than `events`, or of more kept
 * letters, is shared out.
 */
export function contrary(events?: number, letters?: number): Executor {
  const inline = inlineExecutor();
  const last: (() => void)[] = [];
  return {
    parallel: 3,
    async compute(job, chunk) {
      const before = last.pop();
      await new Promise<void>((resolve) => {
        last.push(resolve);
        setTimeout(resolve, 5);
      });
      before?.();
      return 'values' in job ? new PreparedPoint(job, events, letters).compute() : inline.compute(job, chunk);
    },
    async close() {},
  };
}
