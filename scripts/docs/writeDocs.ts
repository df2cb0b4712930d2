// `npm run docs`: writes the pages of docs/ that are made from the code. A unit test fails while they are out of date.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../tools/repository.ts';
import { generatedPages } from './generatedPages.ts';

for (const { path, text } of await generatedPages()) {
  await writeFile(join(repository, path), text);
  console.log(path);
}
