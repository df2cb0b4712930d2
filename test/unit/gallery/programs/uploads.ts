/* Uploads photos into a gallery without end and says the name of each that the gallery has promised to keep. */
import { CALL, must, send } from '../../../conformance/samples.ts';
import { openGallery } from '../../../harness/gallery.ts';

const service = openGallery({ folder: process.argv[2] ?? '' });
const album = must(await service.createAlbum('Trip', CALL));
let next = 0;
await Promise.all(
  [1, 2, 3, 4].map(async () => {
    for (;;) {
      const name = `day ${next % 3}/photo ${next++}.jpg`;
      must(await send(service, album, { name, capture: { caption: `Caption of ${name}` } }));
      console.log(name);
    }
  }),
);
