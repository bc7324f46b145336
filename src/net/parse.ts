import { InputError } from '../config/problem.js';
import type { Net } from './net.js';
import { readActivities } from './parse/activities.js';
import { readConstants } from './parse/constants.js';
import { declarationsOf, labelledOf } from './parse/declarations.js';
import { readIndices } from './parse/indices.js';
import { readLets } from './parse/lets.js';
import { readMeasures } from './parse/measures.js';
import { declareNames } from './parse/names.js';
import { readPlaces } from './parse/places.js';
import { Problems } from './parse/problems.js';
import { Reader } from './parse/reader.js';
import { readRewards } from './parse/rewards.js';
import { readRun } from './parse/run.js';
import { readSpans } from './parse/spans.js';
import { checkStructure } from './parse/structure.js';
import { warningsOf } from './parse/warnings.js';

/**
 * The net that a document of `format: ninefold/net@1` describes: names resolved, families expanded, times in the net's unit.
 * Throws an InputError with everything that is wrong, each at its place in the document.
 */
export function parseNet(input: unknown): Net {
  const problems = new Problems();
  const { document, broken } = checkStructure(input, problems);
  const reader = new Reader(document['time-unit'] ?? 'h', problems);
  const constants = declarationsOf('constants', document.constants, problems);
  const indices = declarationsOf('indices', document.indices, problems);
  const places = declarationsOf('places', document.places, problems);
  const lets = declarationsOf('let', document.let, problems);
  declareNames({ constants, indices, places, lets }, broken, reader);
  readConstants(constants, reader);
  readIndices(indices, reader);
  readPlaces(places, reader);
  readLets(lets, reader);
  const declared = declarationsOf('activities', document.activities, problems);
  const read = readActivities(declared, broken.get('activities') ?? [], reader);
  const rewards = readRewards(labelledOf('rewards', document.rewards, problems), read, reader);
  const spans = readSpans(labelledOf('spans', document.spans, problems), read, reader);
  const observed = { rewards, spans, broken: [...(broken.get('rewards') ?? []), ...(broken.get('spans') ?? [])] };
  const measures = readMeasures(labelledOf('measures', document.measures, problems), observed, reader);
  const run = readRun(document.run ?? {}, reader);
  if (problems.all.length > 0) throw new InputError(problems.all);
  const net = {
    name: document.name,
    timeUnit: reader.timeUnit,
    constants: reader.constants,
    places: reader.places,
    lets: reader.lets,
    activities: read.activities,
    rewards,
    spans,
    measures,
    run,
    warnings: [],
  };
  return { ...net, warnings: warningsOf(net, reader.texts) };
}
