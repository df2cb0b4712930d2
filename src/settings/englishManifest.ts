import manifest from '../../package.json' with { type: 'json' };
import english from '../../package.nls.json' with { type: 'json' };

/**
 * package.json as an English editor reads it: with the words of package.nls.json in their places. The command line and
 * the documentation have no other language.
 */
export const ENGLISH_MANIFEST = inWords(manifest, english);

/** The same manifest with words where it has `%keys%`. */
function inWords<Manifest>(withKeys: Manifest, words: Readonly<Record<string, string>>): Manifest {
  return JSON.parse(JSON.stringify(withKeys), (_, value: unknown) => {
    const key = typeof value === 'string' ? /^%([\w.]+)%$/.exec(value)?.[1] : undefined;
    return key === undefined ? value : (words[key] ?? value);
  }) as Manifest;
}
