import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { repository } from '../../../scripts/tools/repository.ts';

/** Saves a picture of a page as `screenshots/<name>.png`, which git ignores, and says where it is. */
export async function saveScreenshot(page: Page, name: string): Promise<string> {
  const folder = join(repository, 'screenshots');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  return path;
}
