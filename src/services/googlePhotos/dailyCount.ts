import { problem } from '../../engine/errors.ts';
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
    const used = left === REQUESTS_A_DAY ? '' : ` and ${count(left)} are left today`;
    const [many, photos] = [count(outlook.sizes.length), outlook.sizes.length === 1 ? 'photo needs' : 'photos need'];
    const about = `${many} ${photos} ${count(needed)} requests; Google allows ${count(REQUESTS_A_DAY)} a day${used}`;
    return problem('E_SEVERAL_DAYS', `${about}: ${days} ${days === 1 ? 'day' : 'days'}`);
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

function count(number: number): string {
  return number.toLocaleString('en');
}
