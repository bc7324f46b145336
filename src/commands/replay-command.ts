import { TrialFailed } from '../experiment/trial-failed.js';
import { TrialError } from '../kernel/plan.js';

interface Given {
  readonly config: string;
  readonly seed?: string;
  readonly lump?: boolean;
}

/** Does some work on a config; when a trial fails in it, the error says how to replay that trial. */
export async function withReplay<Result>({ config, seed, lump }: Given, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const failure = error instanceof TrialFailed ? error.failure : error;
    if (!(error instanceof TrialFailed || error instanceof TrialError)) throw error;
    const { message, activity, trial, time, state } = failure as TrialError;
    const ofSeed = seed === undefined ? '' : ` --seed ${quoted(seed)}`;
    const ofLumping = lump === undefined ? '' : lump ? ' --lump' : ' --no-lump';
    throw new TrialFailed(
      { message, trial, time, state, ...(activity === undefined ? {} : { activity }) },
      `ninefold run ${quoted(config)}${ofSeed}${ofLumping} --trial ${trial}`,
    );
  }
}

/** For a shell. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
