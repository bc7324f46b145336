import fc from 'fast-check';

/** What random systems are made of. */
export const always = <T>(value: T) => fc.constant(value);
export const perhaps = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

export const mean = fc.integer({ min: 1, max: 100 }).map((hours) => `${hours} h`);
/** A time that something may not take. */
export const meanOrNone = fc.oneof(mean, always('0 h'));

/** A component that is always repaired and may age. */
export const component = fc.record({
  mttf: mean,
  mttr: mean,
  detection: meanOrNone,
  boot: meanOrNone,
  ageing: perhaps(fc.record({ latent: mean, failure: mean })),
});

export const hardware = { mttf: '1 y', mttr: '4 h' };

/** Two VMs of which one or both are needed, or one. */
export const vmCounts = fc.constantFrom({ count: 1, needs: 1 }, { count: 2, needs: 1 }, { count: 2, needs: 2 });

/** A cause that strikes the hypervisor and, by chance, its VMs. */
export const shock = [{ name: 'shock', among: ['hypervisor', 'vms'], mttf: '50 h', hits: { vms: 0.5 } }];
