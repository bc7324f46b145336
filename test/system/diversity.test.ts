import { describe, expect, it } from 'vitest';
import { closedForm } from '../../src/exact/closed-forms/of-system.js';
import { exactValue, exactValues, expectAgreement } from './mechanisms/agreement.js';
import { complaints } from './mechanisms/complaints.js';
import { systemOf } from './read-system.js';

const GOOD = 'hardware: {reliability: 1, mission: 1 h}\nhypervisor: {reliability: 1, mission: 1 h}\n';
const FALSE_ALARM = 1e-6;

const alike = 'vms: {count: 2, mttf: 100 h}';
const twins = 'vms: [{name: a, mttf: 100 h, image: linux}, {name: b, mttf: 100 h, image: linux}]';
const diverse = 'vms: [{name: a, mttf: 100 h}, {name: b, mttf: 100 h, image: bsd}]';

describe('shocks of images', () => {
  const life = (vms: string, cause: string): number =>
    exactValue(`${GOOD}${vms}\ncommon-cause: [{among: [images], ${cause}}]`, 'mttf');

  it('strike together what has the same image, and by itself what has not', () => {
    for (const same of [alike, twins]) {
      // Shocks every 50 h end all; before the first, both fail at 2/100.
      const alone = 1 / (1 / 100 + 1 / 50);
      expect(life(same, 'mttf: 50 h')).toBeCloseTo((1 + (2 / 100) * alone) / (2 / 100 + 1 / 50), 9);
    }
    const rate = 1 / 100 + 1 / 50;
    expect(life(diverse, 'mttf: 50 h')).toBeCloseTo(1 / (2 * rate) + 1 / rate, 9);
  });

  it('take a share of the failures of those that share an image, which keep their rate', () => {
    const beta = 0.2;
    for (const same of [alike, twins]) {
      // One of both fails alone at 2 * 0.8 / 100; both at 0.2 / 100; then the other lives for 100 h as ever.
      const rate = (2 * (1 - beta) + beta) / 100;
      expect(life(same, `beta: ${beta}`)).toBeCloseTo((1 + ((2 * (1 - beta)) / 100) * 100) / rate, 9);
    }
    expect(life(diverse, `beta: ${beta}`)).toBeCloseTo(150, 9);
  });

  it('need no equal lives across images', () => {
    const node = `${GOOD}vms: [{name: a, count: 2, mttf: 100 h}, {name: b, count: 2, mttf: 10 h}]\ncommon-cause: [{among: [images], beta: 0.1}]`;
    expect(complaints(node)).toEqual([]);
  });

  it('are charged and swept as one cause', () => {
    const node = `${GOOD}${diverse.replaceAll('mttf: 100 h', 'mttf: 100 h, mttr: 5 h')}\nservice: {needs: 2}\ncommon-cause: [{name: flaw, among: [images], mttf: 50 h}]`;
    const [flaw = Number.NaN, vm = Number.NaN, whole] = exactValues(node, [
      'downtime-flaw',
      'downtime-vm',
      'downtime-year',
    ]);
    expect(flaw + vm).toBeCloseTo(whole ?? Number.NaN, 6);
    expect(flaw / vm).toBeCloseTo(2, 6);
  });

  it('hit by chance', async () => {
    const node = `hardware: {mttf: 1 y, mttr: 4 h}\nhypervisor: {mttf: 90 d, mttr: 1 h}\nvms: [{name: a, count: 2, mttf: 10 d, mttr: 9 h}, {name: b, mttf: 10 d, mttr: 9 h}]\ncommon-cause: [{among: [images], mttf: 2 d, hits: {a: 0.5}}]\nhorizon: 50 d`;
    await expectAgreement(node, ['availability', 'outages'], { trials: 500, falseAlarm: FALSE_ALARM, width: 0.4 });
  });

  it('have the closed forms that the chain has', () => {
    const shock = 'common-cause: [{among: [images], survival: 0.9}]';
    for (const vms of [alike, twins, diverse]) {
      const node = `mission: 100 h\nhardware: {reliability: 0.95}\nhypervisor: {reliability: 0.97}\n${vms}\n${shock}`;
      const closed = closedForm(systemOf(node), 'reliability');
      if (closed.applies) expect(closed.value).toBeCloseTo(exactValue(node, 'reliability'), 9);
      else expect(closed.reasons.length).toBeGreaterThan(0);
    }
  });
});

describe('shocks of images that cannot be', () => {
  it.each([
    [
      `${GOOD}${alike}\ncommon-cause: [{among: [images, hypervisor], mttf: 1 d}]`,
      /^common-cause.0.among.1: hypervisor beside images; images alone/,
    ],
    [
      `${GOOD}vms: {count: 1, mttf: 1 d}\ncommon-cause: [{among: [images], mttf: 1 d}]`,
      /^common-cause.0.among: one component/,
    ],
    [`${GOOD}vms: [{name: images, mttf: 1 d}, {mttf: 1 d}]`, /^vms.0.name: 'images'/],
    [
      `${GOOD}vms: [{name: a, mttf: 1 d, image: x}, {mttf: 2 d, image: x}]\ncommon-cause: [{among: [images], beta: 0.1}]`,
      /^common-cause.0.among: lives of different means/,
    ],
  ])('%s', (node, complaint) => {
    const found = complaints(node);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(complaint);
  });
});
