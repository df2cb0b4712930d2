import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ErrorCode } from '../../../src/engine/model.ts';
import type { Reply } from '../../../src/services/http/send.ts';
import { faultOf, isLasting, isTooMany } from '../../../src/services/googleDrive/fault.ts';

/** What Google answers, in the forms of its older and newer servers, and what it means. */
const TABLE: readonly (readonly [status: number, body: string, code: ErrorCode])[] = [
  [400, error(400, 'invalidParameter', 'Invalid field selection xyz'), 'E_REFUSED'],
  [400, error(400, 'badRequest', 'Bad Request'), 'E_REFUSED'],
  [401, error(401, 'authError', 'Invalid Credentials'), 'E_SIGN_IN'],
  [403, error(403, 'rateLimitExceeded', 'Rate Limit Exceeded'), 'E_RATE_LIMIT'],
  [403, error(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded'), 'E_RATE_LIMIT'],
  [403, error(403, 'sharingRateLimitExceeded', 'Sharing Rate Limit Exceeded'), 'E_RATE_LIMIT'],
  [403, error(403, 'userRateLimitExceeded', 'User rate limit exceeded.'), 'E_QUOTA'],
  [403, error(403, 'dailyLimitExceeded', 'Daily Limit Exceeded'), 'E_QUOTA'],
  [403, error(403, 'storageQuotaExceeded', "The user's Drive storage quota has been exceeded."), 'E_STORAGE_FULL'],
  [403, error(403, 'quotaExceeded', 'The storage quota has been exceeded.'), 'E_STORAGE_FULL'],
  [403, error(403, 'downloadQuotaExceeded', 'The download quota has been exceeded.'), 'E_REFUSED'],
  [403, error(403, 'numChildrenInNonRootLimitExceeded', 'The limit for this folder was exceeded.'), 'E_REFUSED'],
  [403, error(403, 'insufficientFilePermissions', 'No sufficient permissions for file 1.'), 'E_REFUSED'],
  [403, error(403, 'domainPolicy', 'The domain administrators have disabled Drive apps.'), 'E_REFUSED'],
  [403, error(403, 'appNotAuthorizedToFile', 'The user has not granted the app 1 read access.'), 'E_TARGET_CHANGED'],
  [403, error(403, 'insufficientPermissions', 'Insufficient Permission'), 'E_SCOPE_MISSING'],
  [403, detailed('ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'Request had insufficient scopes.'), 'E_SCOPE_MISSING'],
  [403, error(403, 'accessNotConfigured', 'Google Drive API has not been used in project 1.'), 'E_API_DISABLED'],
  [403, detailed('SERVICE_DISABLED', 'Google Drive API has not been used in project 1.'), 'E_API_DISABLED'],
  [403, '<html><title>Forbidden</title></html>', 'E_REFUSED'],
  [404, error(404, 'notFound', 'File not found: 1.'), 'E_TARGET_CHANGED'],
  [409, error(409, 'fileIdInUse', 'A file already exists with the provided ID.'), 'E_TARGET_CHANGED'],
  [429, error(429, 'rateLimitExceeded', 'Rate Limit Exceeded'), 'E_RATE_LIMIT'],
  [429, '<html>Too many requests</html>', 'E_RATE_LIMIT'],
  [500, error(500, 'internalError', 'Internal Error'), 'E_UNREACHABLE'],
  [503, '<html>Service Unavailable</html>', 'E_UNREACHABLE'],
];

test('what Google refuses has a code of ours', async () => {
  for (const [status, body, code] of TABLE) {
    const fault = await faultOf(replyOf(status, body), 'a.jpg');
    assert.equal(fault.code, code, `${status} ${body}`);
    assert.match(fault.message, /^a\.jpg: \S/);
  }
});

test('only a limit is told by a status that elsewhere means forbidden, and only one of a day lasts', () => {
  const told = TABLE.filter(([status, body]) => isTooMany(status, body)).map(([, body, code]) => [
    code,
    isLasting(body),
  ]);
  assert.deepEqual(told, [
    ['E_RATE_LIMIT', false],
    ['E_RATE_LIMIT', false],
    ['E_RATE_LIMIT', false],
    ['E_QUOTA', true],
    ['E_QUOTA', true],
  ]);
});

test('what stands in an answer becomes one short line', async () => {
  const fault = await faultOf(replyOf(403, error(403, 'x', `Two\nlines \u202e${'long '.repeat(100)}`)), 'a.jpg');
  const [line = ''] = fault.message.split('. ');
  assert.match(line, /^a\.jpg: Two lines long long/);
  assert.ok(line.length < 220);
});

function error(code: number, reason: string, message: string): string {
  return JSON.stringify({ error: { code, message, errors: [{ domain: 'global', reason, message }] } });
}

function detailed(reason: string, message: string): string {
  const details = [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com' }];
  return JSON.stringify({ error: { code: 403, message, status: 'PERMISSION_DENIED', details } });
}

function replyOf(status: number, body: string): Reply {
  return { status, headers: new Headers(), text: async () => body } as Reply;
}
