import type { Model } from '../system/model.js';

/** One of two things that are held against each other: a number, or a measure of a design times a factor. */
export type Side = NumberSide | MeasureSide;

export interface NumberSide {
  readonly kind: 'number';
  readonly text: string;
  readonly value: number;
}

export interface MeasureSide {
  readonly kind: 'measure';
  readonly text: string;
  readonly factor: number;
  readonly measure: string;
  /** With the measures that are looked at and no others. */
  readonly model: Model;
}
