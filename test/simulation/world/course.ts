import type { Content } from './content.ts';

/** What can go wrong at one port call. A call to which a fault does not apply is `refused` instead. */
export const FAULTS = [
  /** The call fails and has done nothing. */
  'refused',
  /** The call does its work, and then its answer is lost. */
  'answerLost',
  /** The bytes end in the middle. */
  'torn',
  /** The service keeps other bytes than were sent, and says so. */
  'foreign',
  /** No room: on the disk for a download or a commit, at the service for everything else. */
  'full',
  /** A mistake of the port: it throws. */
  'throws',
] as const;
export type Fault = (typeof FAULTS)[number];

/** The process was killed: from here on nothing of it can happen any more. */
export class Crash extends Error {
  constructor() {
    super('The process was killed');
  }
}

/** What happens beside the work of one run. Calls and points count from 0. */
export interface CourseSpec {
  readonly faults: readonly { readonly call: number; readonly fault: Fault }[];
  /** Things that somebody else does at the beginning of a call. */
  readonly others: readonly { readonly call: number; readonly act: () => string | undefined }[];
  /** The call at whose beginning a person cancels the run. */
  readonly cancelAt?: number | undefined;
  /** The point at which the process is killed; there is one at the beginning of every call and after every change. */
  readonly crashAt?: number | undefined;
  /** Decides how calls that run at once overtake each other, and in what order things are listed. */
  readonly luck: number;
}

export const CALM: CourseSpec = { faults: [], others: [], luck: 0 };

/** Something durable that the engine did, with what the properties ask about it. */
export interface Deed {
  readonly what:
    | 'trash'
    | 'receive'
    | 'commit'
    | 'createAlbum'
    | 'updateAlbum'
    | 'removeAlbum'
    | 'upload'
    | 'replace'
    | 'remove'
    | 'update'
    | 'tag';
  /** Of a file on the disk. */
  readonly path?: string | undefined;
  /** Of an album or item at the service. */
  readonly albumId?: string | undefined;
  readonly name?: string | undefined;
  readonly itemId?: string | undefined;
  /** What stands there now. */
  readonly content?: Content | undefined;
  /** What this deed took away for good, without a trash. */
  readonly destroyed?: Content | undefined;
}

/** One line of the history. */
export interface Call {
  readonly text: string;
  readonly kind: 'read' | 'change' | 'other' | 'fault';
}

/** One run as it goes: counts the calls, lets things happen between them, and writes down what was done. */
export class Course {
  readonly calls: Call[] = [];
  readonly deeds: Deed[] = [];
  readonly #spec: CourseSpec;
  readonly #controller = new AbortController();
  readonly #watch: CourseWatch;
  readonly #random: () => number;
  #count = 0;
  #points = 0;
  #dead = false;
  #faults = 0;

  constructor(spec: CourseSpec, watch: CourseWatch = { afterDeed: () => undefined, afterOther: () => undefined }) {
    this.#spec = spec;
    this.#watch = watch;
    this.#random = randomNumbers(spec.luck);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get isDead(): boolean {
    return this.#dead;
  }

  /** How many places there were at which the process could be killed. */
  get points(): number {
    return this.#points;
  }

  get callCount(): number {
    return this.#count;
  }

  get faultCount(): number {
    return this.#faults;
  }

  /** The beginning of an asynchronous port call: others may be faster, and the call may be told to fail. */
  async begin(text: string): Promise<Fault | undefined> {
    for (let turns = Math.floor(this.#random() * 4); turns > 0; turns--) await Promise.resolve();
    return this.beginNow(text);
  }

  /** The same for a call that answers at once. */
  beginNow(text: string): Fault | undefined {
    this.point();
    const call = this.#count++;
    for (const other of this.#spec.others) if (other.call === call) this.#letOtherAct(other.act);
    if (this.#spec.cancelAt === call) {
      this.#controller.abort();
      this.calls.push({ text: 'a person cancels the run', kind: 'other' });
    }
    const fault = this.#spec.faults.find((each) => each.call === call)?.fault;
    if (fault) this.#faults++;
    this.calls.push({ text: fault ? `${text}   ← ${fault}` : text, kind: fault ? 'fault' : 'read' });
    return fault;
  }

  /** Writes down something durable that the engine has just done; right after it the process may be killed. */
  did(text: string, deed: Deed): void {
    this.calls.push({ text: `  ${text}`, kind: 'change' });
    this.deeds.push(deed);
    this.#watch.afterDeed(deed);
    this.point();
  }

  /** A place at which the process may be killed. */
  point(): void {
    if (this.#dead) throw new Crash();
    if (this.#points++ !== this.#spec.crashAt) return;
    this.#dead = true;
    this.calls.push({ text: 'the process is killed', kind: 'other' });
    throw new Crash();
  }

  /** Some order for things whose order means nothing. */
  shuffle<T>(things: Iterable<T>): T[] {
    const shuffled = [...things];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = Math.floor(this.#random() * (last + 1));
      [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
    }
    return shuffled;
  }

  #letOtherAct(act: () => string | undefined): void {
    const text = act();
    if (text === undefined) return;
    this.calls.push({ text: `somebody else: ${text}`, kind: 'other' });
    this.#watch.afterOther();
  }
}

/** Told of every change at once, so that a property is checked at every moment and not only at the end. */
export interface CourseWatch {
  readonly afterDeed: (deed: Deed) => void;
  readonly afterOther: () => void;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
