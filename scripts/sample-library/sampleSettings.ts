/** The workspace settings that suit the sample library: `2024/Lofoten` becomes the album `Lofoten (2024)`. */
export const sampleSettings = {
  'albumSync.naming.templates': ['{0}', '{1} ({0})'],
  'albumSync.naming.rootAlbum': 'Favourites',
};
