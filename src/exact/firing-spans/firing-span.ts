import type { Expression } from '../../net/expression/expression.js';
import { number } from '../../net/expression/expression.js';
import type { Net } from '../../net/net.js';
import { completedPassages } from '../chain/completed-visits.js';
import { type LongRun, longRun } from '../chain/long-run.js';
import { keptUntilEnd, type Passages, passagesOf } from '../chain/passages-of-chain.js';
import { expectation } from '../chain/rewards.js';
import type { ExploreOptions } from '../explore/explore.js';
import { exploreAlike } from '../explore/explore-alike.js';
import { relevantTo, restrictedTo } from '../explore/relevant.js';
import { Transients } from '../measures/transients.js';
import { markovProcess, type Process } from '../process.js';
import { AlikeMembers } from '../symmetry/alike.js';
import { type FiringSpan, isOpenMark, markedNet, stepOf } from './marked-net.js';

export interface FiringSpanOptions extends ExploreOptions {
  readonly workMost?: number;
  readonly lump?: boolean;
}

/** How many passages begin, how many end, and what those that end have gathered together. */
export interface PassageSums {
  readonly begun: number;
  readonly ended: number;
  readonly gathered: number;
}

/** A span that begins and ends at firings, on the chain of what it depends on. Throws an ExactRefusal where that is none. */
export class FiringSpanChain {
  private readonly process: Process;
  private readonly passages: Passages;
  /** What is gathered per unit of time: gains and losses apart. */
  private readonly gain: Float64Array;
  private readonly loss: Float64Array;
  private inLongRun: LongRun | undefined;

  constructor(
    net: Net,
    span: FiringSpan,
    private readonly options: FiringSpanOptions,
  ) {
    const of = span.of ?? number(1);
    const impulses = [...span.from, ...span.to].map((activity) => ({ activity, value: number(1) }));
    const marked = markedNet(restrictedTo(net, relevantTo(net, { expressions: [of], impulses })), span);
    const observed = { expressions: [of, marked.mark], impulses: [...marked.ended, ...marked.begun] };
    const alike = options.lump === false ? [] : new AlikeMembers(marked.net).seenBy(observed);
    this.process = markovProcess(exploreAlike(marked.net, [marked.ended, marked.begun], options, alike));
    const mark = this.process.values(marked.mark);
    const isOpen = Uint8Array.from(mark, (value) => (isOpenMark(value) ? 1 : 0));
    this.passages = passagesOf(this.process.chain, isOpen, (from, to) =>
      stepOf(mark[from] as number, mark[to] as number),
    );
    const values = this.valuesWhileOpen(of, isOpen);
    this.gain = values.map((value) => Math.max(value, 0));
    this.loss = values.map((value) => Math.max(-value, 0));
  }

  get approximations(): readonly string[] {
    return this.process.approximations;
  }

  until(time: number): PassageSums {
    const transients = new Transients(this.process, this.options.workMost);
    const courses = this.process.impulses.map((gained) => transients.request(gained, time));
    const [ended = 0, begun = 0] = courses.map(
      (course, index) => course.accumulated(time) + (this.process.impulsesAtStart[index] ?? 0),
    );
    const { chain, initial } = this.process;
    const [gained, lost] = [this.gain, this.loss].map((value) =>
      completedPassages(chain, initial, this.passages, value, time, this.options.workMost),
    ) as [number, number];
    return { begun, ended, gathered: gained - lost };
  }

  /** The same per unit of time in the long run. */
  get perTime(): PassageSums {
    const { probability } = this.longRun;
    const [ended = 0, begun = 0] = this.process.impulses.map(({ rate }) => expectation(probability, rate));
    return { begun, ended, gathered: this.endingWith(this.gain) - this.endingWith(this.loss) };
  }

  get longRun(): LongRun {
    this.inLongRun ??= longRun(this.process.chain, this.process.initial);
    return this.inLongRun;
  }

  /** What is gathered per unit of time, each part of it followed until the passage it belongs to ends or is given up. */
  private endingWith(value: Float64Array): number {
    const { probability } = this.longRun;
    return keptUntilEnd(
      this.passages,
      value.map((one, i) => one * (probability[i] as number)),
    );
  }

  private valuesWhileOpen(of: Expression, isOpen: Uint8Array): Float64Array {
    return this.process.values(of).map((value, i) => (isOpen[i] !== 0 ? value : 0));
  }
}
