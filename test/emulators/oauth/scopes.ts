const PREFIX = 'https://www.googleapis.com/auth/';
const EMAIL = `${PREFIX}userinfo.email`;
const PROFILE = `${PREFIX}userinfo.profile`;
const LONG_NAMES: Readonly<Record<string, string>> = { email: EMAIL, profile: PROFILE };
const IDENTITY = ['openid', EMAIL, PROFILE];

/**
 * The scopes of a request as Google spells them in its answers: `email` and `profile` by their long names, and `openid`
 * beside them, whether it was asked for or not.
 */
export function readScopes(text: string): { readonly valid: readonly string[]; readonly invalid: readonly string[] } {
  const names = [...new Set(text.split(/\s+/).filter((name) => name !== ''))];
  const invalid = names.filter((name) => !(name in LONG_NAMES) && name !== 'openid' && !name.startsWith('https://'));
  const long = names.filter((name) => !invalid.includes(name)).map((name) => LONG_NAMES[name] ?? name);
  const valid = long.some(isIdentity) && !long.includes('openid') ? [...long, 'openid'] : long;
  return { valid: [...new Set(valid)], invalid };
}

/** Whether a scope only says who a person is. Such a scope has no box to untick, and its tokens outlive seven days. */
export function isIdentity(scope: string): boolean {
  return IDENTITY.includes(scope);
}

export function seesEmail(scopes: readonly string[]): boolean {
  return scopes.includes(EMAIL);
}

export function seesProfile(scopes: readonly string[]): boolean {
  return scopes.includes(PROFILE);
}
