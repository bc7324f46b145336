import type { State } from '../../pieces/state.js';
import { failed, type MechanismWords } from '../words.js';
import type { Fault } from './fault.js';

/** How faults are told. */
export function wordsOf(faults: readonly Fault[]): MechanismWords {
  const byId = new Map(faults.map((fault) => [fault.id, fault]));
  return {
    placeName: (place) => (place.startsWith('inject.') ? null : undefined),
    sentence(activity, told) {
      const [, id = '', rest = ''] = /^(inject\.\d+)(?:\.(.*))?$/.exec(activity) ?? [];
      const fault = byId.get(id);
      if (fault === undefined) return undefined;
      const { text } = fault.target;
      if (rest === 'arm') return `the fault of ${text} may be injected again`;
      if (rest === '') return `a fault of ${text} was injected${told.changed ? '' : ', which did not run'}`;
      const place = rest.replace(/^strike\./, '').replace(/\.(\d+)$/, '($1)');
      const struck = told.subject(place);
      if (struck === undefined) return undefined;
      const { name, called, component } = struck;
      if (fault.mode === 'compromise') return `injected: an attacker got into ${called}`;
      const to = told.led(place) as State | undefined;
      if (to === 'empty') return `injected: the copy of ${called} failed and was given up`;
      return `injected: ${fault.target.isFunction ? `the function in ${called}` : name} ${failed(component, to)}`;
    },
  };
}
