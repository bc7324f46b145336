import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { processContender } from './process-contender.js';

const COMPILER = process.env.CC ?? 'cc';
const SOURCES = fileURLToPath(new URL('../c/', import.meta.url));

/** First line of the compiler's version, undefined when there is no compiler. */
export function compilerVersion() {
  try {
    return execFileSync(COMPILER, ['--version'], { encoding: 'utf8', stdio: 'pipe' }).split('\n')[0];
  } catch {
    return undefined;
  }
}

/**
 * Compiles the hand-written programs of a workload; they are deleted when this process exits.
 * @param {readonly import('../workloads/workload.js').CProgram[]} programs
 */
export function cContenders(programs) {
  const folder = mkdtempSync(path.join(tmpdir(), 'ninefold-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return programs.map(({ name, source, defines = {} }, index) => {
    const command = path.join(folder, `program-${index}`);
    const macros = Object.entries(defines).map(([key, value]) => `-D${key}=${value}`);
    execFileSync(COMPILER, ['-O3', ...macros, '-o', command, path.join(SOURCES, source), '-lm']);
    return processContender({ name, group: 'C', command });
  });
}
