/** The languages that the pages can be in, as `albumSync.gallery.language` names them. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the pages say, beside names, captions and dates. */
export interface Labels {
  /** BCP 47, for dates and numbers. */
  readonly locale: string;
  readonly albums: string;
  readonly noAlbums: string;
  readonly noDate: string;
  readonly marked: string;
  /** A single photo, for whoever hears the page. */
  readonly photo: string;
  readonly download: string;
  readonly downloadOriginal: string;
  readonly close: string;
  readonly previous: string;
  readonly next: string;
  /** What stands for the format of a file that has none. */
  readonly file: string;
  readonly bytes: string;
  readonly and: string;
  /** "3 of 12"; `{0}`, `{1}` stand for the numbers. */
  readonly place: string;
  /** The word behind a number: for one, and for any other. */
  readonly counted: Readonly<Record<'album' | 'photo' | 'video', readonly [one: string, other: string]>>;
}

export const LABELS: Readonly<Record<Language, Labels>> = {
  en: {
    locale: 'en-GB',
    albums: 'Albums',
    noAlbums: 'No albums yet',
    noDate: 'Without a date',
    marked: 'marked',
    photo: 'Photo',
    download: 'Download',
    downloadOriginal: 'Download the original',
    close: 'Close',
    previous: 'Previous',
    next: 'Next',
    file: 'FILE',
    bytes: 'bytes',
    and: 'and',
    place: '{0} of {1}',
    counted: { album: ['album', 'albums'], photo: ['photo', 'photos'], video: ['video', 'videos'] },
  },
  de: {
    locale: 'de-DE',
    albums: 'Alben',
    noAlbums: 'Noch keine Alben',
    noDate: 'Ohne Datum',
    marked: 'markiert',
    photo: 'Foto',
    download: 'Herunterladen',
    downloadOriginal: 'Original herunterladen',
    close: 'Schließen',
    previous: 'Vorheriges',
    next: 'Nächstes',
    file: 'DATEI',
    bytes: 'Bytes',
    and: 'und',
    place: '{0} von {1}',
    counted: { album: ['Album', 'Alben'], photo: ['Foto', 'Fotos'], video: ['Video', 'Videos'] },
  },
};
