/** Rates into each state: state j gets `rate[p]` from `source[p]`, p in `start[j]` .. `start[j + 1] - 1`. */
export interface Inflows {
  readonly stateCount: number;
  readonly start: Int32Array;
  readonly source: Int32Array;
  readonly rate: Float64Array;
}

/** A partition of a chain's states, and where each of its rates goes between the parts. */
export interface Aggregation {
  /** The part of each state. */
  readonly of: Int32Array;
  readonly inflows: Inflows;
  /** The rate of the coarse chain that each fine rate adds to; -1 inside a part. */
  readonly place: Int32Array;
}

const STATES_PER_PART = 4;

/**
 * Groups states whose weights rise and fall together: j joins the part of the state it gets most of its inflow from
 * (x_i q_ij the largest), or, when that one is full, a part of others fed by that same state.
 */
export function aggregated(inflows: Inflows, weight: Float64Array): Aggregation {
  const { of, count } = partition(inflows, weight);
  const members = membersByPart(of, count);
  const start = new Int32Array(count + 1);
  const place = new Int32Array(inflows.source.length);
  const source = new Int32Array(inflows.source.length);
  const seenAt = new Int32Array(count).fill(-1);
  let size = 0;
  for (let part = 0; part < count; part++) {
    const first = size;
    for (let m = members.start[part] as number; m < (members.start[part + 1] as number); m++) {
      const j = members.states[m] as number;
      for (let p = inflows.start[j] as number; p < (inflows.start[j + 1] as number); p++) {
        const from = of[inflows.source[p] as number] as number;
        if (from === part) {
          place[p] = -1;
          continue;
        }
        if ((seenAt[from] as number) < first) {
          seenAt[from] = size;
          source[size++] = from;
        }
        place[p] = seenAt[from] as number;
      }
    }
    start[part + 1] = size;
  }
  return {
    of,
    inflows: { stateCount: count, start, source: source.slice(0, size), rate: new Float64Array(size) },
    place,
  };
}

function partition(inflows: Inflows, weight: Float64Array): { of: Int32Array; count: number } {
  const { stateCount } = inflows;
  const of = new Int32Array(stateCount).fill(-1);
  const size = new Int32Array(stateCount);
  const siblings = new Int32Array(stateCount).fill(-1);
  let count = 0;
  const join = (state: number, part: number): void => {
    of[state] = part;
    size[part] = (size[part] as number) + 1;
  };
  for (let j = 0; j < stateCount; j++) {
    if (of[j] !== -1) continue;
    const feeder = mainFeeder(inflows, weight, j);
    let part = of[feeder] as number;
    if (part === -1) {
      part = count++;
      join(feeder, part);
    } else if ((size[part] as number) >= STATES_PER_PART) {
      part = siblings[feeder] as number;
      if (part === -1 || (size[part] as number) >= STATES_PER_PART) {
        part = count++;
        siblings[feeder] = part;
      }
    }
    join(j, part);
  }
  return { of, count };
}

function mainFeeder(inflows: Inflows, weight: Float64Array, state: number): number {
  let feeder = state;
  let most = 0;
  for (let p = inflows.start[state] as number; p < (inflows.start[state + 1] as number); p++) {
    const source = inflows.source[p] as number;
    const flow = (weight[source] as number) * (inflows.rate[p] as number);
    if (flow > most) {
      most = flow;
      feeder = source;
    }
  }
  return feeder;
}

function membersByPart(of: Int32Array, count: number): { start: Int32Array; states: Int32Array } {
  const start = new Int32Array(count + 1);
  for (const part of of) start[part + 1] = (start[part + 1] as number) + 1;
  for (let part = 0; part < count; part++) start[part + 1] = (start[part + 1] as number) + (start[part] as number);
  const next = start.slice();
  const states = new Int32Array(of.length);
  for (let i = 0; i < of.length; i++) {
    const part = of[i] as number;
    states[next[part] as number] = i;
    next[part] = (next[part] as number) + 1;
  }
  return { start, states };
}
