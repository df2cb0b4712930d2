import { californianDay, DAY_MS, MINUTE_MS, type Clock } from '../http/clock.ts';
import { projectOf } from '../oauth/project.ts';
import type { Refusal } from '../http/refusal.ts';
import type { Limits } from './limits.ts';
import { usageLimit } from './refusals.ts';
import type { Viewer } from './store/access.ts';

/** What has been used of the quotas, by the emulator's clock. */
export interface Quotas {
  /** Counts a call; why not, when the units are used up. */
  take(viewer: Viewer, units: number): Refusal | undefined;
  /** Counts bytes that came in; why not, when an account has sent too many in 24 hours. */
  takeUpload(account: string, bytes: number): Refusal | undefined;
}

export function createQuotas(clock: Clock, limits: Limits): Quotas {
  const minutes = createWindow(clock, MINUTE_MS);
  const uploads = createWindow(clock, DAY_MS);
  const days = new Map<string, number>();
  return {
    take: ({ account, clientId }, units) => {
      const project = projectOf(clientId);
      const day = `${project} ${californianDay(clock.now())}`;
      const today = (days.get(day) ?? 0) + units;
      if (today > limits.unitsPerDay) return usageLimit(403, 'dailyLimitExceeded', 'Daily Limit Exceeded');
      if (minutes.sum(project) + units > limits.unitsPerMinute)
        return usageLimit(403, 'rateLimitExceeded', 'Rate Limit Exceeded');
      if (minutes.sum(`${project} ${account}`) + units > limits.unitsPerMinutePerUser)
        return usageLimit(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded');
      days.set(day, today);
      minutes.add(project, units);
      minutes.add(`${project} ${account}`, units);
      return undefined;
    },
    takeUpload: (account, bytes) => {
      if (uploads.sum(account) + bytes > limits.uploadBytesPerDay)
        return usageLimit(403, 'userRateLimitExceeded', 'User rate limit exceeded.');
      uploads.add(account, bytes);
      return undefined;
    },
  };
}

/** Amounts that are forgotten after a time. */
function createWindow(clock: Clock, lengthMs: number) {
  const amounts = new Map<string, Map<number, number>>();
  const recent = (key: string): Map<number, number> => {
    const found = amounts.get(key) ?? new Map<number, number>();
    for (const ms of found.keys()) if (ms <= clock.now() - lengthMs) found.delete(ms);
    return found;
  };
  return {
    sum: (key: string) => [...recent(key).values()].reduce((sum, amount) => sum + amount, 0),
    add: (key: string, amount: number) => {
      const found = recent(key);
      amounts.set(key, found.set(clock.now(), (found.get(clock.now()) ?? 0) + amount));
    },
  };
}
