/** What being in a state means for a component. */
interface StateKind {
  /** Its software runs, and so ages, can be struck by a common cause and, unless it is wrong already, fails. */
  readonly runs?: true;
  /** Its own failures strike it: it runs, or its clocks stand still until it runs again. */
  readonly fails?: true;
  /** It has stopped with all that it holds, its age included. */
  readonly frozen?: true;
  /** It is down with all that is on its disk, a compromise included: it is not booted from its image. */
  readonly kept?: true;
  /** It was shut down in order: what it was working on is kept. */
  readonly orderly?: true;
  /** The slot of a VM beside the one that holds it: what fails here is given up. */
  readonly beside?: true;
}

const RUNS = { runs: true, fails: true } as const;
const RUNS_BESIDE = { ...RUNS, beside: true } as const;

/** Every state that a component may be in; mechanisms add those of their own here. */
const kinds = {
  up: RUNS,
  /** Gives wrong answers. */
  wrong: { runs: true },
  failed: {},
  repairing: {},
  booting: {},
  /** The layer below is not up, or it waits for its turn to boot. */
  off: {},
  /** Rebooted on purpose. */
  rejuvenating: { orderly: true },
  /** The same, of software that had aged, where that takes another time. */
  rejuvenatingAged: { orderly: true },
  /** A slot without a VM. */
  empty: { beside: true },
  /** A clean copy that boots in one slot while the original is in the other. */
  loading: { beside: true },
  /** A patch is applied, or taken back, while it is down. */
  patching: { kept: true, orderly: true },
  /** Has been patched, and waits for its turn to boot with that. */
  applied: { kept: true, orderly: true },
  /** Boots with what has been patched. */
  restarting: { kept: true, orderly: true },
  /** A copy of what runs is taken. */
  cloning: { kept: true, beside: true },
  /** A patched copy is watched. */
  quarantined: RUNS_BESIDE,
  /** A copy is sent the state of its original. */
  receiving: RUNS_BESIDE,
  /** A copy takes over in this instant. */
  ready: RUNS_BESIDE,
  /** The copy is the VM, and does not serve yet. */
  takingOver: RUNS,
  /** The VM is the copy now; its original ends what it has begun. */
  draining: RUNS_BESIDE,
  /** Shut down until it is patched. */
  halted: { orderly: true },
  /** Crashed by the VMM, and booting from its image. */
  crashed: {},
  /** Stopped for a moment with all that it holds. */
  paused: RUNS,
  /** Being written to disk with all that it holds, before its hypervisor reboots. */
  saving: RUNS,
  suspended: { fails: true, frozen: true },
  resuming: { fails: true, frozen: true },
} as const satisfies Record<string, StateKind>;

export type State = keyof typeof kinds;

const kindOf = (state: State): StateKind => kinds[state];

export const runsIn = (state: State): boolean => kindOf(state).runs === true;
export const failsIn = (state: State): boolean => kindOf(state).fails === true;
export const isFrozenIn = (state: State): boolean => kindOf(state).frozen === true;
export const isOrderly = (state: State): boolean => kindOf(state).orderly === true;
export const isKeptIn = (state: State): boolean => kindOf(state).kept === true;
export const isBeside = (state: State): boolean => kindOf(state).beside === true;
