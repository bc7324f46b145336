import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const progress = 'progress.jsonl';

function filesIn(folder) {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
  return names.filter((name) => statSync(join(folder, name)).isFile()).sort();
}

/** The whole lines of all progress files: chunks that are finished. */
export function keptLines(folder) {
  return filesIn(folder)
    .filter((name) => name.endsWith(progress))
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), 'latin1');
      return text
        .split('\n')
        .slice(0, -1)
        .map((line) => `${name} ${line}`);
    });
}

/** How many of some lines are not in the folder any more. */
export function lostLines(lines, folder) {
  const present = new Set(keptLines(folder));
  return lines.filter((line) => !present.has(line)).length;
}

/** Files of the results that differ, are missing, or are too many; finished chunks stand in any order. */
export function changedFiles(reference, folder) {
  const [expected, found] = [reference, folder].map((path) => filesIn(path));
  const surplus = found.filter((name) => !expected.includes(name)).map((name) => `${name} left over`);
  const differing = expected.filter((name) => !found.includes(name) || !equal(reference, folder, name));
  return [...differing, ...surplus];
}

function equal(reference, folder, name) {
  const [expected, found] = [reference, folder].map((path) => readFileSync(join(path, name)));
  return name.endsWith(progress) ? found.at(-1) === 10 : expected.equals(found);
}
