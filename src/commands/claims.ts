import { type Command, exitCodes, jsonOption } from './command.js';
import { OptionReader, sharedOptions, textOption } from './options.js';

interface Arguments {
  readonly claims?: readonly string[];
  readonly trials?: string;
  readonly seed?: string;
  readonly confidence?: string;
  readonly workers?: string;
  readonly json: boolean;
}

/** Of each check in each case: enough that what claims are about shows, few enough that all claims take two minutes. */
const effort = {
  toDecide: { trials: 20_000, events: 3_000_000 },
  toAgree: { trials: 4_000, events: 500_000 },
};
const defaultConfidence = 0.999;

/** `ninefold claims`: claims about systems put to the test. */
export const claimsCommand: Command<Arguments> = {
  positionals: {
    claims: { describe: 'claims, YAML, or their numbers; all of sim-configs/claims by default', array: true },
  },
  options: {
    ...sharedOptions,
    confidence: textOption('that all checks of a claim are decided rightly: 0.999'),
    json: jsonOption,
  },
  epilogue:
    'Exit code 0: every verdict is the one recorded in its file, refuted ones included; 1: a verdict differs; 2: bad input; 3: interrupted, what was judged is printed.',
  async run(given, terminal) {
    const options = new OptionReader();
    const trials = options.count('trials', given.trials, 2);
    const confidence = options.probability('confidence', given.confidence) ?? defaultConfidence;
    const workers = options.workers(given.workers) ?? terminal.processors;
    const { readClaims } = await import('./read-claims.js');
    const claims = await readClaims(given.claims ?? [], options);
    const { judgeClaims } = await import('../report/claims/judge-claims.js');
    const { withProgress } = await import('../report/progress-bar.js');
    const report = await withProgress(terminal, (onProgress) =>
      judgeClaims(claims, {
        effort,
        confidence,
        workers,
        onProgress,
        signal: terminal.signal,
        ...(trials === undefined ? {} : { trials }),
        ...(given.seed === undefined ? {} : { seed: given.seed }),
      }),
    );
    if (given.json) {
      const { jsonText } = await import('../report/json-text.js');
      terminal.out(`${jsonText(report)}\n`);
    } else {
      const { claimsText } = await import('../report/claims/claims-text.js');
      terminal.out(claimsText(report, { colour: terminal.colour, everyCase: claims.length === 1 }));
    }
    if (!report.complete) {
      terminal.err('interrupted: only the claims that are printed were judged\n');
      return exitCodes.unfinished;
    }
    return report.different.length === 0 ? exitCodes.done : exitCodes.checkFailed;
  },
};
