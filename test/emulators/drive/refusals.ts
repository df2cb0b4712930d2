import { googleError } from '../http/answers.ts';
import type { Refusal } from '../http/refusal.ts';
import type { Answer } from '../http/route.ts';

export function refusalAnswer({ refused }: Refusal): Answer {
  return googleError(refused);
}

/** Where in a request the trouble is. */
interface Place {
  readonly location: string;
  readonly locationType: 'parameter' | 'header' | 'other';
}

/** A refusal with one entry in `errors`, as nearly all of Drive's have. */
export function refusal(
  code: number,
  reason: string,
  message: string,
  { domain = 'global', place }: { readonly domain?: string; readonly place?: Place } = {},
): Refusal {
  return { refused: { code, message, errors: [{ message, domain, reason, ...place }] } };
}

/** A parameter whose value cannot be read, such as `q`. */
export function invalidValue(parameter: string): Refusal {
  return refusal(400, 'invalid', 'Invalid Value', { place: { location: parameter, locationType: 'parameter' } });
}

/** A parameter whose value is not among those that may be. */
export function invalidParameter(parameter: string, message: string): Refusal {
  return refusal(400, 'invalidParameter', message, { place: { location: parameter, locationType: 'parameter' } });
}

export function requiredParameter(parameter: string, message = `Required parameter: ${parameter}`): Refusal {
  return refusal(400, 'required', message, { place: { location: parameter, locationType: 'parameter' } });
}

/** Something in the body that cannot be; `field` is spelled `file.name`. */
export function invalidField(field: string, message: string): Refusal {
  return refusal(400, 'invalid', message, { place: { location: field, locationType: 'other' } });
}

export function badRequest(message = 'Bad Request'): Refusal {
  return refusal(400, 'badRequest', message);
}

export function notFound(fileId: string): Refusal {
  const place = { location: 'fileId', locationType: 'parameter' } as const;
  return refusal(404, 'notFound', `File not found: ${fileId}.`, { place });
}

export function insufficientFilePermissions(fileId: string): Refusal {
  const message = `The user does not have sufficient permissions for file ${fileId}.`;
  return refusal(403, 'insufficientFilePermissions', message);
}

export function appNotAuthorized(clientId: string, verb: 'read' | 'write', fileId: string): Refusal {
  const message = `The user has not granted the app ${clientId} ${verb} access to the file ${fileId}.`;
  return refusal(403, 'appNotAuthorizedToFile', message);
}

export function fieldNotWritable(message = 'The resource body includes fields which are not directly writable.') {
  return refusal(403, 'fieldNotWritable', message);
}

/** A quota that is used up; the domain is that of quotas. */
export function usageLimit(code: 403 | 429, reason: string, message: string): Refusal {
  return refusal(code, reason, message, { domain: 'usageLimits' });
}

export const ID_IN_USE: Refusal = refusal(409, 'fileIdInUse', 'A file already exists with the provided ID.');
export const ID_NOT_USABLE: Refusal = invalidField('file.id', 'The provided file ID is not usable.');
export const STORAGE_FULL: Refusal = refusal(
  403,
  'storageQuotaExceeded',
  "The user's Drive storage quota has been exceeded.",
);
export const NOT_DOWNLOADABLE: Refusal = refusal(
  403,
  'fileNotDownloadable',
  'Only files with binary content can be downloaded. Use Export with Docs Editors files.',
  { place: { location: 'alt', locationType: 'parameter' } },
);

export const UNAUTHENTICATED: Refusal = {
  refused: {
    code: 401,
    message:
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
    errors: [
      {
        message: 'Invalid Credentials',
        domain: 'global',
        reason: 'authError',
        location: 'Authorization',
        locationType: 'header',
      },
    ],
    status: 'UNAUTHENTICATED',
  },
};

/** None of the scopes that a method such as `files.list` needs was granted. */
export function scopeMissing(method: string): Refusal {
  const [resource, verb] = method.split('.').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const full = `google.apps.drive.v3.Drive${resource ?? ''}.${verb ?? ''}`;
  const metadata = { service: 'drive.googleapis.com', method: full };
  const reason = 'ACCESS_TOKEN_SCOPE_INSUFFICIENT';
  return {
    refused: {
      code: 403,
      message: 'Request had insufficient authentication scopes.',
      errors: [{ message: 'Insufficient Permission', domain: 'global', reason: 'insufficientPermissions' }],
      status: 'PERMISSION_DENIED',
      details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com', metadata }],
    },
  };
}

/** The API is not switched on in the console. */
export function apiDisabled(project: string): Refusal {
  const page = `https://console.developers.google.com/apis/api/drive.googleapis.com/overview?project=${project}`;
  const message = `Google Drive API has not been used in project ${project} before or it is disabled. Enable it by visiting ${page} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`;
  const errors = [{ message, domain: 'usageLimits', reason: 'accessNotConfigured' }];
  return { refused: { code: 403, message, errors, status: 'PERMISSION_DENIED' } };
}
