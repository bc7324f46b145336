import { describe, expect, test } from 'vitest';
import { betaQuantile } from '../../../src/estimate/numeric/beta-quantile.js';
import { chiSquareQuantile } from '../../../src/estimate/numeric/chi-square-quantile.js';
import { incompleteBeta } from '../../../src/estimate/numeric/incomplete-beta.js';
import { normalQuantile } from '../../../src/estimate/numeric/normal-quantile.js';
import { studentQuantile } from '../../../src/estimate/numeric/student-quantile.js';

/** Within the relative error that the docstrings promise. */
function expectClose(actual: number, known: number, relative: number): void {
  expect(Math.abs(actual - known)).toBeLessThanOrEqual(relative * Math.abs(known));
}

// Known values: scipy 1.17.1 (t.isf, beta.ppf and isf, chi2.ppf, norm.isf, beta.cdf).
const student = [
  [0.025, 1, 12.706204736174705],
  [0.025, 2, 4.302652729749464],
  [0.025, 5, 2.5705818356363155],
  [0.025, 31, 2.039513446396408],
  [0.025, 1000, 1.9623390808264085],
  [0.025, 10000000, 1.9599642217672055],
  [0.005, 1, 63.65674116287158],
  [0.005, 2, 9.924843200918293],
  [0.005, 5, 4.032142983555229],
  [0.005, 31, 2.7440419192942693],
  [0.005, 1000, 2.580754698065951],
  [0.005, 10000000, 2.575829795203749],
  [5e-7, 1, 636619.7723670577],
  [5e-7, 2, 999.9992499998438],
  [5e-7, 5, 28.478473462984212],
  [5e-7, 31, 6.0719759247184],
  [5e-7, 1000, 4.922289523429588],
  [5e-7, 10000000, 4.891641524184871],
  [1e-8, 1, 31830988.61837906],
  [1e-8, 2, 7071.067705799458],
  [1e-8, 5, 62.4045061109673],
  [1e-8, 31, 7.478158876450805],
  [1e-8, 1000, 5.657912337679105],
  [1e-8, 10000000, 5.612005803165477],
] as const;
const betaUpper = [
  [0.025, 1, 1000, 0.003682083896865672],
  [0.025, 1, 1000000, 3.688872650206489e-6],
  [0.025, 31, 969, 0.042593719636175593],
  [0.025, 1000000, 1000000, 0.5006929516660505],
  [0.025, 0.5, 0.5, 0.9984586668665639],
  [0.025, 2000, 9998000, 0.0002088586380123614],
  [0.025, 9998001, 2000, 0.9998086693091329],
  [5e-7, 1, 1000, 0.014403914337756275],
  [5e-7, 1, 1000000, 1.4508552488458546e-5],
  [5e-7, 31, 969, 0.06509462251099717],
  [5e-7, 1000000, 1000000, 0.501729450412004],
  [5e-7, 0.5, 0.5, 0.9999999999993832],
  [5e-7, 2000, 9998000, 0.00022264286277747598],
  [5e-7, 9998001, 2000, 0.9998211151817533],
  [0.4, 1, 1000, 0.0009158710657100215],
  [0.4, 1, 1000000, 9.162903120799306e-7],
  [0.4, 31, 969, 0.03208884463712804],
  [0.4, 1000000, 1000000, 0.5000895717377885],
  [0.4, 0.5, 0.5, 0.6545084971874737],
  [0.4, 2000, 9998000, 0.00020110159993326393],
  [0.4, 9998001, 2000, 0.9998011639806302],
] as const;
const betaLower = [
  [0.025, 1, 1000, 2.531748749129404e-5],
  [0.025, 1, 1000000, 2.5317807663794178e-8],
  [0.025, 31, 969, 0.021179447764699787],
  [0.025, 1000000, 1000000, 0.49930704833394945],
  [0.025, 0.5, 0.5, 0.001541333133436012],
  [0.025, 2000, 9998000, 0.00019133071000019522],
  [0.025, 9998001, 2000, 0.9997911413828734],
  [5e-7, 1, 1000, 5.000001248750416e-10],
  [5e-7, 1, 1000000, 5.000001249999167e-13],
  [5e-7, 31, 969, 0.011028944971185893],
  [5e-7, 1000000, 1000000, 0.49827054958799605],
  [5e-7, 0.5, 0.5, 6.168502750679579e-13],
  [5e-7, 2000, 9998000, 0.00017888483613539348],
  [5e-7, 9998001, 2000, 0.9997773571594866],
  [0.4, 1, 1000, 0.0005106951745702522],
  [0.4, 1, 1000000, 5.108254932946041e-7],
  [0.4, 31, 969, 0.029326829208595487],
  [0.4, 1000000, 1000000, 0.49991042826221155],
  [0.4, 0.5, 0.5, 0.3454915028125263],
  [0.4, 2000, 9998000, 0.00019883603925341224],
  [0.4, 9998001, 2000, 0.9997988984201769],
] as const;
const chiSquare = [
  [2.5e-7, 1, 9.817477042468439e-14],
  [2.5e-7, 2, 5.000000625000104e-7],
  [2.5e-7, 10, 0.254477892212255],
  [2.5e-7, 58, 18.898904746629732],
  [2.5e-7, 1000, 791.1537377700968],
  [0.0125, 1, 0.0002454570079591178],
  [0.0125, 2, 0.02515756441372023],
  [0.0125, 10, 2.707212829544777],
  [0.0125, 58, 36.57866416888766],
  [0.0125, 1000, 902.454538094174],
  [0.5, 1, 0.454936423119572],
  [0.5, 2, 1.386294361119891],
  [0.5, 10, 9.34181776559197],
  [0.5, 58, 57.334712814818765],
  [0.5, 1000, 999.333412403381],
  [0.9875, 1, 6.238532636909544],
  [0.9875, 2, 8.76405326934777],
  [0.9875, 10, 22.558247430025595],
  [0.9875, 58, 84.7701787464817],
  [0.9875, 1000, 1102.9097057386084],
] as const;
const normal = [
  [0.4, 0.2533471031357997],
  [0.025, 1.9599639845400545],
  [5e-7, 4.891638475698591],
  [1e-12, 7.034483825301131],
] as const;
const incomplete = [
  [0.5, 2, 3, 0.6875, 0.3125],
  [0.5, 1000000, 1000000, 0.4999999999999999, 0.5],
  [0.4995, 1000000, 1000000, 0.07864957758091215, 0.9213504224190984],
  [1e-6, 3, 100000, 0.00015465782069545674, 0.9998453421793045],
  [0.9, 0.5, 20, 1.0, 1.3180531602803738e-21],
  [0.01, 12.5, 700.25, 0.04169605809918754, 0.9583039419008124],
] as const;

describe('quantiles against scipy', () => {
  test.each(student)('Student, tail %d, %d degrees of freedom', (tail, freedom, known) => {
    expectClose(studentQuantile(tail, freedom), known, 1e-9);
  });

  test.each(betaUpper)('beta exceeded with probability %d, a = %d, b = %d', (tail, a, b, known) => {
    expectClose(betaQuantile('upper', tail, a, b), known, 1e-9);
  });

  test.each(betaLower)('beta not exceeded with probability %d, a = %d, b = %d', (tail, a, b, known) => {
    expectClose(betaQuantile('lower', tail, a, b), known, 1e-9);
  });

  test.each(chiSquare)('chi-square, probability %d, %d degrees of freedom', (probability, freedom, known) => {
    expectClose(chiSquareQuantile(probability, freedom), known, 1e-7);
  });

  test.each(normal)('normal, tail %d', (tail, known) => {
    expectClose(normalQuantile(tail), known, 2e-7);
  });

  test.each(incomplete)('incomplete beta at %d, a = %d, b = %d', (x, a, b, lower, upper) => {
    const tails = incompleteBeta(x, 1 - x, a, b);
    expectClose(Math.min(tails.lower, tails.upper), Math.min(lower, upper), 1e-10);
    expect(tails.lower + tails.upper).toBe(1);
  });
});

describe('ranges', () => {
  test('what is no probability is refused, NaN too', () => {
    for (const wrong of [0, 1, -0.1, Number.NaN]) {
      expect(() => betaQuantile('upper', wrong, 1, 1)).toThrow(RangeError);
      expect(() => normalQuantile(wrong)).toThrow(RangeError);
      expect(() => chiSquareQuantile(wrong, 1)).toThrow(RangeError);
      expect(() => studentQuantile(wrong, 1)).toThrow(RangeError);
    }
    expect(() => studentQuantile(0.1, 0)).toThrow(RangeError);
    expect(() => incompleteBeta(0.5, 0.5, 0, 1)).toThrow(RangeError);
  });

  test('the median of Student is 0', () => {
    expect(studentQuantile(0.5, 7)).toBe(0);
  });
});
