import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../dist/bundle/cli.js', import.meta.url));

/** Runs the program to its end. */
export function run(args, folder) {
  return strike(args, folder, {});
}

/**
 * Starts the program and kills it after some milliseconds or `later` milliseconds after so many changes of the folder `kept`, whichever comes
 * first, unless it has ended by then.
 */
export async function strike(args, folder, { milliseconds, changes = Infinity, later = 0 }) {
  const kept = join(folder, 'kept');
  const started = performance.now();
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const kill = () => child.kill('SIGKILL');
  const timers = milliseconds === undefined ? [] : [setTimeout(kill, milliseconds)];
  let seen = 0;
  const watching = existsSync(kept) ? watch(kept, noticed) : undefined;
  function noticed() {
    if (++seen === changes) timers.push(setTimeout(kill, later));
  }
  let err = '';
  child.stderr.on('data', (text) => {
    err += text;
  });
  const [code, signal] = await new Promise((resolve) => child.on('close', (...ended) => resolve(ended)));
  for (const timer of timers) clearTimeout(timer);
  watching?.close();
  const after = performance.now() - started;
  return { code, killed: signal === 'SIGKILL', err, milliseconds: after, after, changes: seen };
}
