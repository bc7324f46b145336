import type { TraceListener } from '../trace/listener.js';
import type { Subject } from '../trace/subject.js';
import type { TrackListener } from '../trace/tracks.js';
import { type Command, exitCodes, jsonOption, type Terminal } from './command.js';
import { sharedOptions, textOption } from './options.js';
import type { OutputFile } from './output.js';

interface Arguments {
  readonly config: string;
  readonly trial?: string;
  readonly seed?: string;
  readonly until?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit?: string;
  readonly baseline: boolean;
  readonly perfetto?: string;
  readonly svg?: string;
  readonly json: boolean;
}

/** `ninefold trace`: the story of one trial, as lines, data, a trace for a viewer, or a picture. */
export const traceCommand: Command<Arguments> = {
  positionals: { config: { describe: 'a system or a net, YAML' } },
  options: {
    trial: textOption('which trial (from 0); 0 by default'),
    seed: sharedOptions.seed,
    until: textOption("where the trial ends, like 30 d; the model's horizon by default"),
    from: textOption('begin the story here'),
    to: textOption('end the story here'),
    limit: textOption('lines (or elements of the JSON) to print; the rest is counted'),
    baseline: { type: 'boolean', default: false, describe: "trace the system's baseline" },
    perfetto: textOption('file for a trace that ui.perfetto.dev and chrome://tracing open, instead of the story'),
    svg: textOption('file for a picture of the timeline, instead of the story'),
    json: { ...jsonOption, describe: 'print the story as JSON' },
  },
  async run(given, terminal) {
    const { DurationOptions } = await import('./duration-options.js');
    const options = new DurationOptions();
    const trial = options.count('trial', given.trial, 0) ?? 0;
    const limit = options.count('limit', given.limit, 0) ?? Infinity;
    const asked = {
      until: options.hours('until', given.until),
      from: options.hours('from', given.from),
      to: options.hours('to', given.to),
    };
    const { readOneConfig } = await import('./read-configs.js');
    const { model } = await readOneConfig(given.config, options, terminal);
    const { CommandError } = await import('./command.js');
    const traced = given.baseline ? model.baseline : model;
    if (traced === undefined) {
      throw new CommandError(`--baseline: found no baseline in ${given.config}, need one`, exitCodes.badInput);
    }
    const { defaultSeed } = await import('../experiment/simulate.js');
    const { windowOf } = await import('./trace-window.js');
    const { wordsOf } = await import('../trace/subject.js');
    const { traceTrial } = await import('../trace/trace-trial.js');
    const seed = given.seed ?? model.net.run.seed ?? defaultSeed;
    const window = windowOf(traced, trial, seed, asked);
    if (model.net.run.lump === true) {
      const { notLumped } = await import('../report/lumping-text.js');
      terminal.err(notLumped('a trace follows every member'));
    }
    const subject: Subject = { net: traced.net, words: wordsOf(traced), seed, trial, ...window };
    const outputs = await outputsOf(given, subject, limit, terminal);
    try {
      traceTrial(
        subject,
        outputs.map(({ listener }) => listener),
      );
    } finally {
      for (const { finish } of outputs) finish();
    }
    return exitCodes.done;
  },
};

/** Something that a trial is told to; finished when the trial is over, or went wrong. */
interface Output {
  readonly listener: TraceListener;
  finish(): void;
}

async function outputsOf(given: Arguments, subject: Subject, limit: number, terminal: Terminal): Promise<Output[]> {
  const outputs: Output[] = [];
  const isFiled = given.perfetto !== undefined || given.svg !== undefined;
  if (given.json) outputs.push(await jsonOutput(subject, limit, terminal));
  else if (!isFiled) outputs.push(await storyOutput(subject, limit, terminal));
  if (given.perfetto !== undefined) outputs.push(await perfettoOutput(subject, given.perfetto, terminal));
  if (given.svg !== undefined) outputs.push(await svgOutput(subject, given.svg, terminal));
  return outputs;
}

async function storyOutput(subject: Subject, limit: number, terminal: Terminal): Promise<Output> {
  const { GatheredText } = await import('./output.js');
  const { Story } = await import('../trace/story.js');
  const text = new GatheredText(terminal.out);
  let lines = 0;
  return {
    listener: new Story(subject, (line) => {
      if (lines++ < limit) text.print(`${line}\n`);
    }),
    finish() {
      if (lines > limit) text.print(`... and ${lines - limit} more ${lines - limit === 1 ? 'line' : 'lines'}\n`);
      text.flush();
    },
  };
}

async function jsonOutput(subject: Subject, limit: number, terminal: Terminal): Promise<Output> {
  const { GatheredText } = await import('./output.js');
  const { JsonStory } = await import('../trace/story-json.js');
  const text = new GatheredText(terminal.out);
  let elements = 0;
  return {
    listener: new JsonStory(subject, (element) => {
      const isFirst = elements === 0;
      if (elements++ < limit) text.print(`${isFirst ? '[' : ','}\n${JSON.stringify(element)}`);
    }),
    finish() {
      text.print(elements === 0 || limit === 0 ? '[]\n' : '\n]\n');
      text.flush();
      if (elements > limit) terminal.err(`... and ${elements - limit} more\n`);
    },
  };
}

async function perfettoOutput(subject: Subject, path: string, terminal: Terminal): Promise<Output> {
  const { PerfettoTrace } = await import('../trace/perfetto.js');
  return fileOutput('perfetto', path, terminal, (file) => new PerfettoTrace(subject, (text) => file.print(text)));
}

async function svgOutput(subject: Subject, path: string, terminal: Terminal): Promise<Output> {
  const { TimelinePicture } = await import('../trace/timeline/picture.js');
  return fileOutput('svg', path, terminal, (file) => new TimelinePicture(subject, (text) => file.print(text)));
}

async function fileOutput(
  option: string,
  path: string,
  terminal: Terminal,
  draw: (file: OutputFile) => TrackListener & { finish(): void },
): Promise<Output> {
  const { OutputFile } = await import('./output.js');
  const { Tracks } = await import('../trace/tracks.js');
  const file = new OutputFile(option, path);
  const drawing = draw(file);
  return {
    listener: new Tracks(drawing),
    finish() {
      drawing.finish();
      file.close();
      terminal.err(`${path}\n`);
    },
  };
}
