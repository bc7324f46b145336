/** The part of jstat 1.9 that is used; the package has no types of its own. */
declare module 'jstat' {
  const jStat: {
    readonly normal: { inv(probability: number, mean: number, deviation: number): number };
    readonly chisquare: { inv(probability: number, freedom: number): number };
  };
  export default jStat;
}
