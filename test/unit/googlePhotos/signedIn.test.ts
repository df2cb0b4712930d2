import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { startPhotosEmulator } from '../../emulators/photos/startPhotosEmulator.ts';
import { Library, reportText } from '../../harness/library.ts';
import { ANNA, signedIn } from '../../harness/signedIn.ts';

test('whoever signed in with Google syncs into their Google Photos, also when the token has run out meanwhile', async (t) => {
  const who = await signedIn(t, { services: ['googlePhotos'] });
  const { clock, oauth } = who;
  const photos = await startPhotosEmulator({ clock, tokens: oauth.tokens });
  t.after(() => photos.close());
  const library = new Library(t, { 'Trip/a.jpg': 'a', 'Trip/b.jpg': 'b' });
  const env = {
    ...who.env,
    XDG_DATA_HOME: path.join(library.home, 'data'),
    ALBUM_SYNC_GOOGLE_PHOTOS_URL: photos.url,
  };
  const host = {
    env,
    googleAccess: who.accounts,
    now: () => clock.now(),
    wait: async (ms: number) => clock.advance(ms),
  };
  const run = () => library.run({ settings: { service: 'googlePhotos' }, host, all: false });
  const first = await run();
  assert.deepEqual([first.totals.outcomes.done, first.problems], [2, []]);
  assert.equal(photos.person(ANNA.email).albumsText(), 'Trip\n  a.jpg\n  b.jpg');
  clock.advance(2 * 3_600_000);
  library.write({ 'Trip/c.jpg': 'c' });
  const second = await run();
  assert.equal(reportText(second), 'LOCAL_ONLY:new UPLOAD_LOCAL done Trip/c.jpg');
  assert.equal(who.secretsIn(JSON.stringify([first, second])), '');
  oauth.revokeAccess(ANNA.email, '1234-app.apps.googleusercontent.com');
  clock.advance(2 * 3_600_000);
  const third = await run();
  assert.deepEqual([...new Set(third.problems.map(({ code }) => code))], ['E_SIGN_IN']);
  assert.equal(third.items.length, 0);
});
