import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { processContender } from './process-contender.js';

const SOURCES = fileURLToPath(new URL('../simpy/', import.meta.url));

/** Debian's python3-simpy3 belongs to the system's interpreter, which need not be the first on the path. */
const INTERPRETERS = ['python3', '/usr/bin/python3'];

/**
 * The first Python that finds SimPy, and the versions of both; undefined when none does.
 * @returns {{ command: string, version: string } | undefined}
 */
export function findSimpy() {
  const program = 'import platform, simpy; print("SimPy", simpy.__version__, "on Python", platform.python_version())';
  for (const command of INTERPRETERS) {
    try {
      return { command, version: execFileSync(command, ['-c', program], { encoding: 'utf8', stdio: 'pipe' }).trim() };
    } catch {
      // Not this one.
    }
  }
  return undefined;
}

/**
 * @param {string} command the Python that finds SimPy
 * @param {import('../workloads/workload.js').SimpyProgram} program
 */
export function simpyContender(command, { source, arguments: after = [] }) {
  const environment = { PYTHONDONTWRITEBYTECODE: '1' };
  return processContender({
    name: 'SimPy',
    group: 'SimPy',
    command,
    before: [path.join(SOURCES, source)],
    after: after.map(String),
    environment,
  });
}
