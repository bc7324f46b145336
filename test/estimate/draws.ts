import seedrandom from 'seedrandom';

/** Seeded random variates for simulating how often intervals cover. */
export class Draws {
  private readonly random: () => number;

  constructor(seed: string) {
    this.random = seedrandom(seed);
  }

  uniform(): number {
    return this.random();
  }

  below(count: number): number {
    return Math.floor(this.random() * count);
  }

  exponential(): number {
    return -Math.log(1 - this.random());
  }

  normal(): number {
    return Math.sqrt(2 * this.exponential()) * Math.cos(2 * Math.PI * this.random());
  }

  /** Of mean 1. */
  lognormal(sigma: number): number {
    return Math.exp(sigma * this.normal() - (sigma * sigma) / 2);
  }

  poisson(mean: number): number {
    let count = 0;
    for (let sum = this.exponential(); sum < mean; sum += this.exponential()) count++;
    return count;
  }

  binomial(trials: number, probability: number): number {
    let count = 0;
    for (let trial = 0; trial < trials; trial++) if (this.random() < probability) count++;
    return count;
  }
}
