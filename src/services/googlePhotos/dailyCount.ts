import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { Problem } from '../../engine/model.ts';
import { requestsFor } from '../../engine/plan/estimate.ts';
import type { Outlook } from '../../engine/ports/albumService.ts';
import type { ServiceState } from '../../engine/ports/serviceState.ts';
import { REQUEST_COSTS, REQUESTS_A_DAY } from './limits.ts';
import { endOfPacificDay, pacificDay } from './pacificDay.ts';

const KEY = 'requests';

/** Counts the requests of a run, and those of a day over all runs that write their ledger. */
export class DailyCount {
  readonly #state: ServiceState;
  readonly #now: () => number;
  #run = 0;
  #unsaved = 0;

  constructor(state: ServiceState, now: () => number) {
    this.#state = state;
    this.#now = now;
  }

  get run(): number {
    return this.#run;
  }

  add(): void {
    this.#run++;
    this.#unsaved++;
  }

  /** Takes note in the state; durable with its next commit. */
  save(): void {
    if (this.#unsaved === 0) return;
    this.#state.set(KEY, `${pacificDay(this.#now())} ${this.#saved() + this.#unsaved}`);
    this.#unsaved = 0;
  }

  /** That a plan needs more requests than are left today, in words; undefined when it does not. */
  foresee(outlook: Outlook): Problem | undefined {
    const needed = requestsFor(outlook, REQUEST_COSTS);
    const left = Math.max(0, REQUESTS_A_DAY - this.#saved() - this.#unsaved);
    if (needed <= left) return undefined;
    const days = Math.ceil((needed - left) / REQUESTS_A_DAY) + (left > 0 ? 1 : 0);
    const photos = outlook.sizes.length;
    const work =
      photos === 1 ? phrase`1 photo needs ${needed} requests` : phrase`${photos} photos need ${needed} requests`;
    const limit =
      left === REQUESTS_A_DAY
        ? phrase`Google allows ${REQUESTS_A_DAY} a day`
        : phrase`Google allows ${REQUESTS_A_DAY} a day and ${left} are left today`;
    return problem('E_SEVERAL_DAYS', phrase`${work}; ${limit}: ${days === 1 ? phrase`1 day` : phrase`${days} days`}`);
  }

  /** When Google begins to count anew, for people. */
  resumes(): string {
    return `${new Date(endOfPacificDay(this.#now())).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  }

  #saved(): number {
    const [day, saved] = (this.#state.get(KEY) ?? '').split(' ');
    return day === pacificDay(this.#now()) ? Number(saved) : 0;
  }
}
