import { californianDay, MINUTE_MS, type Clock } from '../http/clock.ts';
import { projectOf } from '../oauth/project.ts';
import type { Refusal } from '../http/refusal.ts';
import type { Limits } from './limits.ts';
import type { Viewer } from './model.ts';
import { tooMany } from './refusals.ts';

/** What has been used of the quotas, by the emulator's clock. */
export interface Quotas {
  /** Counts a request; why not, when the day's are used up. */
  takeRequest(clientId: string): Refusal | undefined;
  /** Counts a load of a picture; false when the day's are used up. */
  takeBaseUrlLoad(clientId: string): boolean;
  /** Counts a write and holds the account for it until `release` is called. */
  beginWrite(viewer: Viewer): { readonly release: () => void } | Refusal;
}

export function createQuotas(clock: Clock, limits: Limits): Quotas {
  const used = new Map<string, number>();
  const writes = new Map<string, readonly number[]>();
  const writing = new Set<string>();
  const take = (what: string, clientId: string, limit: number): boolean => {
    const key = `${what} ${projectOf(clientId)} ${californianDay(clock.now())}`;
    const count = (used.get(key) ?? 0) + 1;
    if (count > limit) return false;
    used.set(key, count);
    return true;
  };
  return {
    takeRequest: (clientId) =>
      take('requests', clientId, limits.requestsPerDay)
        ? undefined
        : exhausted(clientId, {
            metric: 'All requests',
            limit: 'All requests per day',
            metricId: 'all_requests',
            limitId: 'ApiCallsPerProjectPerDay',
            value: limits.requestsPerDay,
          }),
    takeBaseUrlLoad: (clientId) => take('loads', clientId, limits.baseUrlLoadsPerDay),
    beginWrite: ({ account, clientId }) => {
      if (writing.has(account))
        return tooMany(
          "Quota exceeded for quota 'concurrent write request' of service 'photoslibrary.googleapis.com'.",
        );
      const recent = (writes.get(account) ?? []).filter((ms) => ms > clock.now() - MINUTE_MS);
      if (recent.length >= limits.writesPerMinute)
        return exhausted(clientId, {
          metric: 'Write requests',
          limit: 'Write requests per minute per user',
          metricId: 'write_requests',
          limitId: 'WritesPerMinutePerUser',
          value: limits.writesPerMinute,
        });
      writes.set(account, [...recent, clock.now()]);
      writing.add(account);
      return { release: () => void writing.delete(account) };
    },
  };
}

interface Quota {
  readonly metric: string;
  readonly limit: string;
  readonly metricId: string;
  readonly limitId: string;
  readonly value: number;
}

function exhausted(clientId: string, quota: Quota): Refusal {
  const project = projectOf(clientId);
  const service = 'photoslibrary.googleapis.com';
  const message = `Quota exceeded for quota metric '${quota.metric}' and limit '${quota.limit}' of service '${service}' for consumer 'project_number:${project}'.`;
  const info = {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason: 'RATE_LIMIT_EXCEEDED',
    domain: 'googleapis.com',
    metadata: {
      service,
      consumer: `projects/${project}`,
      quota_location: 'global',
      quota_metric: `${service}/${quota.metricId}`,
      quota_limit: quota.limitId,
      quota_limit_value: String(quota.value),
    },
  };
  const address = 'https://cloud.google.com/docs/quota#requesting_higher_quota';
  const help = {
    '@type': 'type.googleapis.com/google.rpc.Help',
    links: [{ description: 'Request a higher quota limit.', url: address }],
  };
  const errors = [{ message, domain: 'global', reason: 'rateLimitExceeded' }];
  return { refused: { code: 429, message, errors, status: 'RESOURCE_EXHAUSTED', details: [info, help] } };
}
