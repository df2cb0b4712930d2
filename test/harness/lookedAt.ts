import type { ApplyPorts } from '../../src/engine/apply/apply.ts';
import { instead } from './between.ts';

/** What a run had to look at: the files that its scan found, and the albums that it listed. */
export function lookedAt(): { readonly text: () => string; readonly between: (ports: ApplyPorts) => ApplyPorts } {
  const albums = new Set<string>();
  const found = new Set<string>();
  return {
    text: () => [...[...found].toSorted(), ...[...albums].toSorted()].join(' '),
    between: ({ service, files, ledger }) => ({
      ledger,
      service: instead(service, {
        listItems: (...call) => {
          albums.add(`"${call[0].title}"`);
          return service.listItems(...call);
        },
        listSome: async (...call) => {
          const some = await service.listSome?.(...call);
          albums.add(`${some?.ok && some.value ? 'some of' : 'in vain'} "${call[0].title}"`);
          return some ?? { ok: true, value: undefined };
        },
      }),
      files: instead(files, {
        scan: async (...call) => {
          const scan = await files.scan(...call);
          for (const { path } of scan.files) found.add(path);
          return scan;
        },
      }),
    }),
  };
}
