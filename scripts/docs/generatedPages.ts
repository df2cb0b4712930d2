import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { repository } from '../tools/repository.ts';
import { errorsPage } from './errorsPage.ts';
import { settingsPage } from './settingsPage.ts';

/** A page of the documentation that nobody writes by hand. */
export interface GeneratedPage {
  /** Relative to the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** The pages as they have to be, formatted like all other files, so that the format check agrees with them. */
export async function generatedPages(): Promise<readonly GeneratedPage[]> {
  return Promise.all([page('docs/errors.md', errorsPage()), page('docs/settings.md', settingsPage())]);
}

async function page(path: string, text: string): Promise<GeneratedPage> {
  const options = await resolveConfig(join(repository, path));
  return { path, text: await format(text, { ...options, parser: 'markdown', proseWrap: 'always' }) };
}
