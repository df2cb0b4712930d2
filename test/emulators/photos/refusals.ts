import type { GoogleError } from '../http/answers.ts';
import type { Refusal } from '../http/refusal.ts';

export function invalid(message = 'Request contains an invalid argument.', details?: GoogleError['details']): Refusal {
  return { refused: { code: 400, message, status: 'INVALID_ARGUMENT', ...(details && { details }) } };
}

/** What is wrong with one field, as Google's front door says it of a request that does not fit the API. */
export function invalidField(field: string, description: string): Refusal {
  const type = 'type.googleapis.com/google.rpc.BadRequest';
  return invalid(description, [{ '@type': type, fieldViolations: [{ field, description }] }]);
}

export const NOT_FOUND: Refusal = {
  refused: { code: 404, message: 'Requested entity was not found.', status: 'NOT_FOUND' },
};

export const UNAUTHENTICATED: Refusal = {
  refused: {
    code: 401,
    message:
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
    status: 'UNAUTHENTICATED',
  },
};

/** The answer to a missing scope, and since the cut of 2025 to every method that only removed scopes allowed. */
export const SCOPE_MISSING: Refusal = forbidden('Request had insufficient authentication scopes.');
export const NOT_WRITABLE: Refusal = invalid('No permission to add media items to this album');
export const INVALID_ITEM_ID: Refusal = invalid('Request contains an invalid media item id.');
export const INVALID_UPLOAD_TOKEN: Refusal = invalid('Request must contain a valid upload token.');
export const STORAGE_FULL: Refusal = invalid(
  "The remaining storage in the user's account is not enough to perform this operation.",
);
export const CHECKSUM_MISMATCH: Refusal = invalid('Checksum from header does not match received payload content.');

export function forbidden(message: string): Refusal {
  return { refused: { code: 403, message, status: 'PERMISSION_DENIED' } };
}

/** The API is not switched on in the console. */
export function apiDisabled(project: string): Refusal {
  const page = `https://console.developers.google.com/apis/api/photoslibrary.googleapis.com/overview?project=${project}`;
  const message = `Photos Library API has not been used in project ${project} before or it is disabled. Enable it by visiting ${page} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`;
  const errors = [{ message, domain: 'usageLimits', reason: 'accessNotConfigured' }];
  return { refused: { code: 403, message, errors, status: 'PERMISSION_DENIED' } };
}

export function tooMany(message: string): Refusal {
  return { refused: { code: 429, message, status: 'RESOURCE_EXHAUSTED' } };
}
