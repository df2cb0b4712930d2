import type { Page } from 'playwright-core';
import { input, row } from './quickPick.ts';

/** Answers what a sign-in asks first: which OAuth client it is done with. */
export async function typeClient(
  page: Page,
  { id, secret }: { readonly id: string; readonly secret: string },
): Promise<void> {
  await row(page, 'Type Client ID and Secret…').click();
  await page.getByText('Client ID (Press').waitFor();
  await input(page).fill(id);
  await input(page).press('Enter');
  await page.getByText('Client secret (Press').waitFor();
  await input(page).fill(secret);
  await input(page).press('Enter');
}

/** The page that the window opens beside itself. */
export async function opened(page: Page, work: () => Promise<void>): Promise<Page> {
  // Together, so that a page that never comes fails as the rest of the test does, and leaves its evidence.
  const [google] = await Promise.all([page.context().waitForEvent('page'), work()]);
  return google;
}

/** Allows the app what it asks for, on the page that `work` opens. */
export async function allow(page: Page, work: () => Promise<void>): Promise<void> {
  const google = await opened(page, work);
  await google.getByRole('button', { name: 'Allow' }).click();
  await google.getByRole('heading', { name: 'You can close this page' }).waitFor();
  await google.close();
}
