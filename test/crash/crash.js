/**
 * Kills small runs, sweeps and batches at random moments, as `kill -9` does, lets them go on, kills them again, and holds what they end
 * with against what they come to undisturbed: `npm run crash [-- --kills 1000] [-- --seed text]`.
 * Exit code 1 when a finished chunk was lost, or a byte of the results changed, or a run could not go on.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import seedrandom from 'seedrandom';
import { cases, configs } from './cases.js';
import { changedFiles, keptLines, lostLines } from './kept.js';
import { run, strike } from './strike.js';

const { values: options } = parseArgs({
  options: { kills: { type: 'string', default: '100' }, seed: { type: 'string', default: 'crash' } },
});
const killsWanted = Number(options.kills);
const random = seedrandom(options.seed);
const upTo = (count) => 1 + Math.floor(random() * count);
const pick = (items) => items[upTo(items.length) - 1];
const say = (text) => process.stdout.write(`${text}\n`);

const killsMostOfOneRun = 4;
const wrongMost = 5;

say(`${killsWanted} kills, seed ${options.seed}`);
const work = mkdtempSync(join(tmpdir(), 'ninefold-crash-'));
const count = { kills: 0, runs: 0, ended: 0, lost: 0, changed: 0, stuck: 0 };
try {
  const folder = join(work, 'work');
  mkdirSync(folder);
  for (const [name, text] of Object.entries(configs)) writeFileSync(join(folder, name), text);
  const references = new Map();
  while (count.kills < killsWanted && count.lost + count.changed + count.stuck < wrongMost) {
    const one = cases[count.runs++ % cases.length];
    if (!references.has(one)) references.set(one, await reference(one, folder));
    await killAndGoOn(one, references.get(one), folder);
    if (count.runs % 20 === 0) say(told(count));
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
say(told(count));
process.exitCode = count.lost + count.changed + count.stuck > 0 ? 1 : 0;

/** What a case comes to undisturbed, how long it takes and how often its folder changes meanwhile. */
async function reference(one, folder) {
  const kept = fresh(folder);
  mkdirSync(kept);
  const { code, err, milliseconds, changes } = await run(one.args('1'), folder);
  if (code !== 0) throw new Error(`${one.name} ends with ${code}: ${err}`);
  const copy = join(work, `reference ${one.name}`);
  cpSync(kept, copy, { recursive: true });
  say(
    `${one.name}: ${Math.round(milliseconds)} ms, ${keptLines(copy).length} chunks kept, ${changes} changes of its folder`,
  );
  return { copy, milliseconds, changes };
}

/** Where the results will be: there is nothing yet. */
function fresh(folder) {
  const kept = join(folder, 'kept');
  rmSync(kept, { recursive: true, force: true });
  return kept;
}

async function killAndGoOn(one, { copy, milliseconds, changes }, folder) {
  const kept = fresh(folder);
  const begun = () => existsSync(join(kept, 'manifest.json'));
  const next = () => (begun() ? ['resume', 'kept', '--workers', pick(['1', '2'])] : one.args(pick(['1', '2'])));
  const story = [];
  let lines = [];
  for (let left = upTo(killsMostOfOneRun); left > 0; left--) {
    const args = next();
    const moment =
      random() < 0.5
        ? { milliseconds: random() * 1.1 * milliseconds }
        : { changes: upTo(changes), milliseconds: 1.1 * milliseconds, later: random() * 3 };
    if (moment.changes !== undefined) mkdirSync(kept, { recursive: true });
    const { killed, after, code, err } = await strike(args, folder, moment);
    story.push(
      `${args[0]} with ${args.at(-1)} ${killed ? `killed after ${Math.round(after)} ms` : `ended with ${code}`}`,
    );
    count[killed ? 'kills' : 'ended']++;
    if (!killed && code !== 0) wrong('stuck', one, story, err);
    const lost = lostLines(lines, kept);
    if (lost > 0) wrong('lost', one, story, `${lost} finished chunks`);
    lines = keptLines(kept);
    if (!begun()) await refused(one, story, folder);
  }
  const { code, err } = await run(next(), folder);
  if (code !== 0) return wrong('stuck', one, story, `going on ends with ${code}: ${err}`);
  const lost = lostLines(lines, kept);
  if (lost > 0) wrong('lost', one, story, `${lost} finished chunks`);
  const changed = changedFiles(copy, kept);
  if (changed.length > 0) wrong('changed', one, story, changed.join(', '));
}

/** What was killed before it began is no run yet. */
async function refused(one, story, folder) {
  const { code, err } = await run(['resume', 'kept'], folder);
  if (code !== 2 || !err.startsWith('kept: found no manifest.json')) {
    wrong('stuck', one, story, `resume before there is a run ends with ${code}: ${err}`);
  }
}

function wrong(what, one, story, detail) {
  count[what]++;
  say(`${what.toUpperCase()} in ${one.name}: ${detail}\n  ${story.join('\n  ')}`);
}

function told({ kills, runs, ended, lost, changed, stuck }) {
  return `${kills} kills in ${runs} runs (${ended} times the run had ended before): ${lost} lost, ${changed} changed, ${stuck} stuck`;
}
