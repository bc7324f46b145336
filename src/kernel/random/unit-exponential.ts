import { nextUniform, nextWord } from './sfc32.js';

/**
 * Unit exponential variates by the ziggurat of Marsaglia and Tsang (2000), 256 layers, with the layer and the position taken
 * from different bits (Doornik 2005) and a position of 52 bits.
 *
 * Layer 0 is the base strip with the tail beyond `tailStart`; layer i > 0 is the rectangle [0, edges[i]] x [density(edges[i]),
 * density(edges[i + 1])]. All layers have the area `layerArea`.
 */
const layerCount = 256;
/** Where the tail begins: the root of the equal-area condition for 256 layers. */
const tailStart = 7.69711747013105;
const layerArea = 0.003949659822581557;

/** Right edges of the layers, descending; `edges[256]` = 0. */
export const edges = new Float64Array(layerCount + 1);
/** Width of layer i times 2^-52: position k of the layer is (k + 1/2) widths[i]. */
export const widths = new Float64Array(layerCount);
const densities = new Float64Array(layerCount + 1);

edges[0] = layerArea / Math.exp(-tailStart);
edges[1] = tailStart;
for (let layer = 2; layer < layerCount; layer++) {
  const above = edges[layer - 1] as number;
  edges[layer] = -Math.log(layerArea / above + Math.exp(-above));
}
for (let layer = 0; layer <= layerCount; layer++) densities[layer] = Math.exp(-(edges[layer] as number));
for (let layer = 0; layer < layerCount; layer++) widths[layer] = (edges[layer] as number) * 2 ** -52;

/**
 * One unit exponential from the stream at `at`; finite and above 0. Uses two words in 98.9 % of the draws, more in the others:
 * how many depends on the stream alone, so the k-th call gives the stream's k-th variate whatever it is used for.
 */
export function unitExponential(states: Int32Array, at: number): number {
  const low = nextWord(states, at);
  const high = nextWord(states, at);
  const layer = low & 255;
  const position = ((high >>> 0) * 1048576 + (low >>> 12) + 0.5) * (widths[layer] as number);
  return position < (edges[layer + 1] as number) ? position : outsideLayer(states, at, layer, position);
}

/** The rest of the algorithm once `position` fell outside the part of its layer that lies wholly under the density. */
export function outsideLayer(states: Int32Array, at: number, layer: number, position: number): number {
  if (layer === 0) return tailStart + unitExponential(states, at);
  const lower = densities[layer] as number;
  const height = lower + nextUniform(states, at) * ((densities[layer + 1] as number) - lower);
  return height < Math.exp(-position) ? position : unitExponential(states, at);
}
