import { readFile, writeFile } from 'node:fs/promises';
import { CLIENT } from './startEmulators.ts';

/**
 * Writes the file that Google's console gives out for a desktop app.
 * @throws when there is another file already, which may be somebody's real one
 */
export async function writeClientFile(path: string, oauthUrl: string): Promise<void> {
  const text = `${JSON.stringify({ installed: installed(oauthUrl) }, undefined, 2)}\n`;
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    if (!(await readFile(path, 'utf8')).includes(CLIENT.id))
      throw new Error(`${path} is there already and stays as it is. Name another file.`, { cause: error });
    await writeFile(path, text);
  }
}

function installed(oauthUrl: string) {
  return {
    client_id: CLIENT.id,
    project_id: 'emulator',
    auth_uri: `${oauthUrl}/o/oauth2/auth`,
    token_uri: `${oauthUrl}/token`,
    auth_provider_x509_cert_url: `${oauthUrl}/oauth2/v1/certs`,
    client_secret: CLIENT.secret,
    redirect_uris: ['http://localhost'],
  };
}
