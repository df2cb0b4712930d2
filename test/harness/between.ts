import type { ApplyPorts } from '../../src/engine/apply/apply.ts';
import type { RunHost } from '../../src/run/openPorts.ts';

/** What some methods of each port do instead; the others stay as they are. */
export interface Faults {
  readonly service?: (real: ApplyPorts['service']) => Partial<ApplyPorts['service']>;
  readonly files?: (real: ApplyPorts['files']) => Partial<ApplyPorts['files']>;
  readonly ledger?: (real: ApplyPorts['ledger']) => Partial<ApplyPorts['ledger']>;
}

/** A host whose runs meet these faults, for `Library.run`. */
export function hostWith({ service, files, ledger }: Faults): Partial<RunHost> {
  return {
    between: (real) => ({
      service: instead(real.service, service?.(real.service)),
      files: instead(real.files, files?.(real.files)),
      ledger: instead(real.ledger, ledger?.(real.ledger)),
    }),
  };
}

/** The same port, with some of its methods replaced. */
export function instead<T extends object>(real: T, replaced: Partial<T> | undefined): T {
  return new Proxy(real, {
    get(target, key) {
      const value: unknown = Reflect.get(replaced && key in replaced ? replaced : target, key);
      // Private fields of a class are only found when a method is called on the object itself.
      return typeof value === 'function' && !(replaced && key in replaced) ? (value.bind(target) as unknown) : value;
    },
  });
}
