import type { ApplyPorts } from '../../../src/engine/apply/apply.ts';
import type { ContentSink, ContentSource } from '../../../src/engine/ports/albumService.ts';
import type { RunHost } from '../../../src/run/openPorts.ts';

/** Where a run is cut: at which call of a port, and whether that one still happens. */
export interface Cut {
  /** From 1; 0 cuts nothing. */
  readonly call: number;
  readonly moment: 'before' | 'after';
  /** `dies`: no call after it has an effect, as when the process is gone; `fails`: only this one fails. */
  readonly then: 'dies' | 'fails';
}

/** A run that is cut, with the calls that it made. */
export interface CutRun {
  readonly host: Partial<RunHost>;
  /** One text for each call, such as `service.upload`, also for each piece of bytes that passes a port. */
  readonly calls: string[];
}

/** Puts the cut between a run and its ports. */
export function cutRun(cut: Cut): CutRun {
  const calls: string[] = [];
  let isDead = false;

  /** Counts a call and says how it goes. */
  function enter(name: string): 'happens' | 'never happens' | 'is not heard of' {
    calls.push(name);
    if (isDead) return 'never happens';
    if (calls.length !== cut.call) return 'happens';
    isDead = cut.then === 'dies';
    return cut.moment === 'before' ? 'never happens' : 'is not heard of';
  }

  function cutCall(name: string, call: (...args: unknown[]) => unknown) {
    return (...args: unknown[]): unknown => {
      const fate = enter(name);
      if (fate === 'never happens') throw new Cutting(name);
      const answer = call(...args.map((argument) => cutArgument(name, argument)));
      if (!(answer instanceof Promise)) {
        if (fate === 'is not heard of') throw new Cutting(name);
        return answer;
      }
      return answer.then((value: unknown) => {
        if (fate === 'is not heard of') throw new Cutting(name);
        return cutAnswer(name, value);
      });
    };
  }

  /** A receiver is called back by the port that it is handed to. */
  function cutArgument(name: string, argument: unknown): unknown {
    const isSink = name === 'service.download' && typeof argument === 'function';
    return isSink ? cutSink(argument as ContentSink) : argument;
  }

  function cutAnswer(name: string, value: unknown): unknown {
    const result = value as { ok?: boolean; value?: unknown } | undefined;
    return name === 'files.open' && result?.ok === true && isSource(result.value)
      ? { ok: true, value: cutSource(result.value) }
      : value;
  }

  function cutSource(source: ContentSource): ContentSource {
    return {
      size: source.size,
      stream: () => pieces('source.piece', source.stream()),
      verify: cutCall('source.verify', () => source.verify()) as ContentSource['verify'],
    };
  }

  function cutSink(sink: ContentSink): ContentSink {
    return (chunks) => sink(pieces('download.piece', chunks));
  }

  /** A cut falls between the two halves of each piece. */
  async function* pieces(name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      yield chunk.subarray(0, chunk.length / 2);
      if (enter(name) !== 'happens') throw new Cutting(name);
      yield chunk.subarray(chunk.length / 2);
    }
  }

  function cutPort<T extends object>(port: string, real: T): T {
    return new Proxy(real, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== 'function') return value;
        const bound = value.bind(target) as (...args: unknown[]) => unknown;
        return UNCOUNTED.has(String(key)) ? bound : cutCall(`${port}.${String(key)}`, bound);
      },
    });
  }

  return {
    calls,
    host: {
      between: ({ service, files, ledger }: ApplyPorts) => ({
        service: cutPort('service', service),
        files: cutPort('files', files),
        ledger: cutPort('ledger', ledger),
      }),
    },
  };
}

/** The process is gone, or a call of it failed. */
class Cutting extends Error {
  constructor(call: string) {
    super(`cut at ${call}`);
  }
}

/** They only answer what is known already. */
const UNCOUNTED: ReadonlySet<string> = new Set(['requests', 'slowDowns', 'knowledge']);

function isSource(value: unknown): value is ContentSource {
  return typeof value === 'object' && value !== null && 'stream' in value && 'verify' in value;
}
