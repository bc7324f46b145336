import fc from 'fast-check';

/** Random small systems that have a Markov chain; of independent ones nearly everything has a closed form as well. */
export const randomSystem = (independent: boolean): fc.Arbitrary<(numbers: SystemNumbers) => object> =>
  fc
    .record({
      isRepaired: fc.boolean(),
      dom0: fc.boolean(),
      vms: fc.constantFrom(1, 2, 3),
      needs: fc.nat({ max: 2 }),
      voting: fc.boolean(),
      place: fc.constantFrom('none', 'vms', 'hypervisor'),
      differ: fc.boolean(),
      boots: fc.boolean(),
      cause: fc.constantFrom('none', 'none', 'beta', 'kept', 'added'),
    })
    .map(({ isRepaired, dom0, vms, needs, voting, place, differ, boots, cause }) => (numbers) => {
      const { hardwareLife, hypervisorLife, vmLife, otherLife, repair, boot, survival } = numbers;
      const part = (life: number) => ({
        mttf: `${life} h`,
        ...(isRepaired ? { mttr: `${repair} h` } : {}),
        ...(isRepaired && boots && !independent ? { boot: { exponential: { mean: `${boot} h` } } } : {}),
      });
      const isVoted = voting && vms === 3;
      return {
        format: 'ninefold/system@1',
        name: 'random',
        independent,
        mission: '40 h',
        horizon: '120 h',
        hardware: part(hardwareLife),
        hypervisor: part(hypervisorLife),
        ...(dom0 ? { dom0: part(otherLife) } : {}),
        vms: differ && vms === 2 ? [part(vmLife), part(otherLife)] : { count: vms, ...part(vmLife) },
        ...(place === 'none'
          ? {}
          : { function: { in: place, mttf: `${otherLife} h`, ...repairOf(place, isRepaired, repair) } }),
        service: isVoted ? { voting: { of: 3, needs: 2 } } : { needs: 1 + (needs % vms) },
        ...(cause === 'none' || isRepaired ? {} : { 'common-cause': [causeOf(cause, survival)] }),
      };
    });

export interface SystemNumbers {
  readonly hardwareLife: number;
  readonly hypervisorLife: number;
  readonly vmLife: number;
  readonly otherLife: number;
  readonly repair: number;
  readonly boot: number;
  readonly survival: number;
}

/** In hours: so short that a few hundred trials see what there is to see. */
export const randomSystemNumbers: fc.Arbitrary<SystemNumbers> = fc.record({
  hardwareLife: fc.integer({ min: 60, max: 200 }),
  hypervisorLife: fc.integer({ min: 30, max: 90 }),
  vmLife: fc.integer({ min: 10, max: 50 }),
  otherLife: fc.integer({ min: 20, max: 70 }),
  repair: fc.integer({ min: 1, max: 20 }),
  boot: fc.integer({ min: 1, max: 5 }),
  survival: fc.constantFrom(0.8, 0.9, 0.97),
});

/** A function in the VMs is restored with its VM. */
const repairOf = (place: string, isRepaired: boolean, repair: number): object =>
  isRepaired && place === 'hypervisor' ? { mttr: `${repair} h` } : {};

function causeOf(cause: string, survival: number): object {
  if (cause === 'beta') return { among: ['vms'], beta: 1 - survival };
  return { among: ['vms'], survival, marginals: cause };
}
