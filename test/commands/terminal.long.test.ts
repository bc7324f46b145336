import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { machine } from './nets.js';
import { projectFile, temporaryFolder } from './ninefold.js';

/** Gives a command a terminal; part of every Debian. */
const script = '/usr/bin/script';

const isRequired = process.env.NINEFOLD_REQUIRE_ALL === '1';

test.skipIf(!isRequired && !existsSync(script))(
  'a terminal sees how far a run is, and then its table alone',
  async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'config.yaml'), machine);
    const program = projectFile('dist/bundle/cli.js');
    const command = `'${process.execPath}' '${program}' run config.yaml --trials 60000`;
    const { CI: _, NO_COLOR: __, ...env } = process.env;
    const { stdout } = await promisify(execFile)(script, ['-qec', command, '/dev/null'], { cwd: folder, env });
    expect(stdout).toMatch(/\d+ % \| [\d,]+ trials \| [\d.]+ million events\/s \| \d+ s left/);
    const end = stdout.slice(stdout.lastIndexOf('s left'));
    expect(end).toMatch(/^availability +0\.9/m);
    expect(end).toMatch(/report: results\//);
  },
);
