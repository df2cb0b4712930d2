import type { HostLane } from '../harness/host/lane.ts';

/** Every lane of host tests. A new folder of tests needs a row here; a row without tests is a failure. */
export const HOST_LANES: readonly HostLane[] = [
  {
    name: 'trusted',
    trust: 'trusted',
    workspace: {
      kind: 'folder',
      content: {
        'Italy/Rome/forum.jpg': { colour: 'peru', capturedAt: '2019-06-01T10:00:00', caption: 'Forum Romanum' },
        'Italy/Rome/tiber.jpg': { colour: 'seagreen', capturedAt: '2019-06-02T18:30:00' },
        'Norway/fjord.jpg': {
          colour: 'steelblue',
          capturedAt: '2021-07-14T23:10:00',
          // On a disk this is a fraction of a millisecond earlier, which the editor rounds.
          modifiedAt: '2021-07-15T08:00:00.010Z',
        },
      },
    },
  },
  {
    name: 'restricted',
    trust: 'restricted',
    workspace: { kind: 'folder', content: { 'Italy/forum.jpg': { colour: 'peru' } } },
  },
  {
    name: 'google',
    trust: 'trusted',
    workspace: {
      kind: 'folder',
      content: {
        'Norway/fjord.jpg': { colour: 'steelblue' },
        '.vscode/settings.json': JSON.stringify({ 'albumSync.service': 'googlePhotos' }),
      },
    },
  },
  {
    name: 'googleSync',
    trust: 'trusted',
    // The tests write the photos: each service begins with the same ones.
    workspace: { kind: 'folder', content: { '.vscode/settings.json': '{}' } },
  },
  { name: 'nofolder', trust: 'trusted', workspace: { kind: 'nothing' } },
  {
    name: 'multiroot',
    trust: 'trusted',
    workspace: {
      kind: 'workspace',
      folders: {
        Family: { 'Birthday/cake.jpg': { colour: 'hotpink' } },
        Travel: { 'Norway/fjord.jpg': { colour: 'steelblue' } },
      },
    },
  },
];
