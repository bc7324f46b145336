import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

/** The built program, as `bin` in package.json names it. */
const program = fileURLToPath(new URL('../../dist/bundle/cli.js', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The built program on its way, with its output gathered. */
export interface Started {
  readonly process: ChildProcess;
  /** What it has said on stderr so far. */
  said(): string;
  readonly finished: Promise<Finished>;
}

export function start(args: readonly string[], folder: string, variables: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...variables },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    err += text;
  });
  const finished = new Promise<Finished>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return { process: child, said: () => err, finished };
}

/** Runs the program to its end. */
export function ninefold(
  args: readonly string[],
  folder: string,
  variables: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  return start(args, folder, variables).finished;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is there until the tests of the file are over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-'));
  folders.push(folder);
  return folder;
}

/** A file of the project. */
export function projectFile(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

export const readText = (...path: string[]): string => readFileSync(join(...path), 'utf8');

/** A folder with a config in it. */
export function folderWith(config: string, name = 'config.yaml'): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), config);
  return folder;
}
