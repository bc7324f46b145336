import type { Expression } from '../net/expression/expression.js';
import type { Net, Reward } from '../net/net.js';
import { ANYTHING, type Range, UNIT } from './intervals/interval.js';

/**
 * All values that an expression can take while places keep to their bounds, by interval arithmetic: never too small, and
 * wider than the truth where one place is read twice (`x - x`). A point when the expression reads no place.
 */
export function rangeOf(net: Net, expression: Expression): Range {
  switch (expression.kind) {
    case 'number':
      return point(expression.value);
    case 'constant':
      return point(at(net.constants, expression.index).value);
    case 'place':
      return placeRange(net, expression.index);
    case 'select':
      return union(expression.places.map((place) => placeRange(net, place)));
    case 'let':
      return rangeOf(net, at(net.lets, expression.index).expression);
    case 'unary': {
      const range = rangeOf(net, expression.operand);
      return expression.operator === '-' ? { low: -range.high, high: -range.low } : UNIT;
    }
    case 'binary':
      return binaryRange(expression.operator, rangeOf(net, expression.left), rangeOf(net, expression.right));
    case 'call':
      return callRange(
        expression.function,
        expression.arguments.map((argument) => rangeOf(net, argument)),
      );
  }
}

/** What a reward can gain per unit of time; an impulse has no upper limit to how often it comes. */
export function rewardRange(net: Net, reward: Reward): Range {
  const rate = reward.rate === undefined ? point(0) : rangeOf(net, reward.rate);
  let { low, high } = rate;
  for (const impulse of reward.impulses) {
    const value = rangeOf(net, impulse.value);
    if (value.high > 0) high = Infinity;
    if (value.low < 0) low = -Infinity;
  }
  return { low, high };
}

/** The largest single impulse of a reward that gains nothing between firings; undefined for any other reward. */
export function impulseMax(net: Net, reward: Reward): number | undefined {
  if (reward.rate !== undefined || reward.impulses.length === 0) return undefined;
  const largest = Math.max(...reward.impulses.map((impulse) => rangeOf(net, impulse.value).high));
  return Number.isFinite(largest) ? largest : undefined;
}

function placeRange(net: Net, index: number): Range {
  const { min, max } = at(net.places, index);
  return { low: min, high: max };
}

function binaryRange(operator: string, left: Range, right: Range): Range {
  switch (operator) {
    case '+':
      return range(left.low + right.low, left.high + right.high);
    case '-':
      return range(left.low - right.high, left.high - right.low);
    case '*':
      return corners(left, right, (a, b) => (a === 0 || b === 0 ? 0 : a * b));
    case '/':
      return right.low > 0 || right.high < 0 ? corners(left, right, (a, b) => a / b) : ANYTHING;
    case '%':
      return left.low >= 0 && right.low > 0 ? { low: 0, high: Math.min(left.high, right.high) } : ANYTHING;
    case '^':
      // Monotone in each argument while the base is not negative.
      return left.low >= 0 ? corners(left, right, (a, b) => a ** b) : ANYTHING;
    default:
      return UNIT;
  }
}

function callRange(name: string, ranges: readonly Range[]): Range {
  const [first = point(0), second = point(0), third = point(0)] = ranges;
  switch (name) {
    case 'sum':
      return ranges.reduce((sum, next) => range(sum.low + next.low, sum.high + next.high), point(0));
    case 'min':
      return range(Math.min(...ranges.map((each) => each.low)), Math.min(...ranges.map((each) => each.high)));
    case 'max':
      return range(Math.max(...ranges.map((each) => each.low)), Math.max(...ranges.map((each) => each.high)));
    case 'floor':
      return range(Math.floor(first.low), Math.floor(first.high));
    case 'ceil':
      return range(Math.ceil(first.low), Math.ceil(first.high));
    case 'abs': {
      const largest = Math.max(Math.abs(first.low), Math.abs(first.high));
      const smallest = Math.max(0, first.low, -first.high);
      return { low: smallest, high: largest };
    }
    case 'exp':
      return range(Math.exp(first.low), Math.exp(first.high));
    case 'log':
      return first.low >= 0 ? range(Math.log(first.low), Math.log(first.high)) : ANYTHING;
    case 'if':
      return union([second, third]);
    case 'all':
    case 'any':
      return UNIT;
    default:
      return ANYTHING;
  }
}

function corners(left: Range, right: Range, combine: (a: number, b: number) => number): Range {
  const values = [
    combine(left.low, right.low),
    combine(left.low, right.high),
    combine(left.high, right.low),
    combine(left.high, right.high),
  ];
  return range(Math.min(...values), Math.max(...values));
}

/** Infinity - Infinity says nothing. */
function range(low: number, high: number): Range {
  return low <= high ? { low, high } : ANYTHING;
}

function union(ranges: readonly Range[]): Range {
  return range(Math.min(...ranges.map((each) => each.low)), Math.max(...ranges.map((each) => each.high)));
}

function point(value: number): Range {
  return { low: value, high: value };
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`natural range: no item ${index} among ${items.length}`);
  return item;
}
