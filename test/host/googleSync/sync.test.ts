import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { HOUR_MS } from '../../emulators/http/clock.ts';
import { writeTree, type FolderLiteral } from '../../harness/tree.ts';
import { startGoogleEmulators, type GoogleEmulators } from '../googleEmulators.ts';
import { openFolder, reportText, run, until } from '../reportText.ts';

/** Each service with the route by which a photo gets there. */
const SERVICES = [
  ['googlePhotos', 'mediaItems.batchCreate'],
  ['googleDrive', 'uploads.multipart'],
] as const;

describe('A sync with Google', () => {
  let google: GoogleEmulators;

  before(async () => {
    google = await startGoogleEmulators();
  });

  after(() => google.close());

  for (const [service, route] of SERVICES) {
    describe(service, () => {
      before(async () => {
        await google.signIn(service);
        const configuration = vscode.workspace.getConfiguration('albumSync', openFolder());
        await configuration.update('service', service, vscode.ConfigurationTarget.WorkspaceFolder);
        for (const [name] of await vscode.workspace.fs.readDirectory(openFolder())) {
          const entry = vscode.Uri.joinPath(openFolder(), name);
          if (name !== '.vscode') await vscode.workspace.fs.delete(entry, { recursive: true });
        }
      });

      const write = (photos: FolderLiteral) => writeTree(openFolder().fsPath, photos);
      const changes = async () => reportText(await run('sync', { all: false }));

      /** A sync whose requests stand still, before or after Google does what they ask for, until `goOn`. */
      async function heldSync(kind: 'heldBefore' | 'held', { photos, good = 0 }: { photos: number; good?: number }) {
        const { promise, resolve } = Promise.withResolvers<unknown>();
        const { log, faults } = google[service];
        log.clear();
        faults.order({ route, fault: { kind, until: promise }, times: photos - good, after: good });
        const sync = run('sync', { all: false });
        const all = service === 'googleDrive' ? photos : good + 1;
        await until('the requests', () => log.of(route).length === all);
        await until('the good answers', () => log.of(route).filter(({ status }) => status === 200).length === good);
        return { sync, goOn: () => resolve(undefined) };
      }

      it('brings the albums there, with their addresses in the report', async () => {
        await write({
          'Italy/forum.jpg': { colour: 'peru', caption: 'Forum Romanum' },
          'Italy/tiber.jpg': { colour: 'seagreen' },
          'Norway/fjord.jpg': { colour: 'steelblue' },
        });
        const report = await run('sync');
        assert.equal(
          reportText(report),
          `Italy/forum.jpg  LOCAL_ONLY UPLOAD_LOCAL done
Italy/tiber.jpg  LOCAL_ONLY UPLOAD_LOCAL done
Norway/fjord.jpg  LOCAL_ONLY UPLOAD_LOCAL done`,
        );
        assert.equal(google[service].photosText(), 'Italy/forum.jpg\nItaly/tiber.jpg\nNorway/fjord.jpg');
        for (const { name, url = '' } of report.albums) {
          assert.ok(url.startsWith(google[service].url), url);
          assert.ok((await (await fetch(url)).text()).includes(name), name);
        }
      });

      it('only looks when all is in step', async () => {
        google[service].log.clear();
        assert.equal(await changes(), '');
        assert.deepEqual([...new Set(google[service].log.entries.map(({ method }) => method))], ['GET']);
      });

      it('is completed by the next one, without a second copy, when it was cancelled before the answers came', async () => {
        await write({ 'Peru/lima.jpg': { colour: 'gold' }, 'Peru/cusco.jpg': { colour: 'tomato' } });
        const { sync, goOn } = await heldSync('held', { photos: 2 });
        await vscode.commands.executeCommand('albumSync.cancel');
        const { items } = await sync;
        goOn();
        assert.deepEqual([...new Set(items.map(({ outcome }) => outcome))], ['cancelled']);
        assert.equal((await run('sync')).totals.outcomes.failed, 0);
        assert.match(google[service].photosText(), /^Peru\/cusco\.jpg\nPeru\/lima\.jpg$/m);
        assert.equal(await changes(), '');
      });

      it('goes on with another token when the one that it has runs out', async () => {
        await write({ 'Chile/atacama.jpg': { colour: 'sienna' }, 'Chile/paine.jpg': { colour: 'teal' } });
        google.oauth.log.clear();
        const { sync, goOn } = await heldSync('heldBefore', { photos: 2 });
        google.clock.advance(2 * HOUR_MS);
        goOn();
        assert.equal(
          reportText(await sync),
          `Chile/atacama.jpg  LOCAL_ONLY UPLOAD_LOCAL done
Chile/paine.jpg  LOCAL_ONLY UPLOAD_LOCAL done`,
        );
        assert.equal(google.oauth.log.text(), 'POST /token 200');
        const refused = google[service].log.entries.filter(({ status }) => status !== 200);
        assert.deepEqual([...new Set(refused.map((entry) => `${entry.route} ${entry.status}`))], [`${route} 401`]);
      });

      it('ends when the sign-in is taken back, and is completed after the next sign-in', async () => {
        await write({ 'Egypt/cairo.jpg': { colour: 'khaki' }, 'Fiji/suva.jpg': { colour: 'aqua' } });
        const { sync, goOn } = await heldSync('heldBefore', { photos: 2, good: 1 });
        google.revoke();
        goOn();
        const { items, problems } = await sync;
        assert.deepEqual(items.map(({ outcome, error }) => error?.code ?? outcome).sort(), ['E_SIGN_IN', 'done']);
        assert.deepEqual([...new Set(problems.map(({ code }) => code))], ['E_SIGN_IN']);
        const [sent, left] = ['done', 'failed'].map((wanted) => items.find(({ outcome }) => outcome === wanted));
        assert.match(google[service].photosText(), new RegExp(`^${sent?.album}/${sent?.name}$`, 'm'));
        await google.signIn(service);
        assert.equal(await changes(), `${left?.album}/${left?.name}  LOCAL_ONLY UPLOAD_LOCAL done`);
        assert.match(google[service].photosText(), /^Egypt\/cairo\.jpg\nFiji\/suva\.jpg$/m);
      });
    });
  }
});
