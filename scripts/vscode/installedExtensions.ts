import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes extensions that live in folders of their own appear as installed ones: VS Code finds a link to each in its
 * extensions folder. A rebuilt extension is there after the next reload of the window.
 */
export async function installFolders(folders: readonly string[], extensionsFolder: string): Promise<void> {
  await mkdir(extensionsFolder, { recursive: true });
  for (const folder of folders) {
    const { publisher, name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
      readonly [key in 'publisher' | 'name' | 'version']: string;
    };
    // Windows lets everybody make a junction, but not a link.
    await symlink(folder, join(extensionsFolder, `${publisher}.${name}-${version}`), 'junction');
  }
}
