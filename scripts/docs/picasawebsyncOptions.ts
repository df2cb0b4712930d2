/**
 * The option of picasawebsync that a setting comes from, by the setting's name without prefix. Settings that are missing
 * here had no counterpart. Source: the argument parser of picasawebsync.py at its last version (2017).
 */
export const PICASAWEBSYNC_OPTIONS: Readonly<Record<string, string>> = {
  folders: '`-d`, `--directory`',
  mode: '`-m`, `--mode`',
  overrides: '`--override:EVENT ACTION`',
  compare: '`-c`, `--compareattributes` (a sum: 1 date, 2 size, 4 hash)',
  dateTolerance: 'none; the margin was fixed at 60 seconds',
  allowDelete: '`--allowDelete`',
  deleteDuplicates: '`-dd`, `--deletedups`',
  purgeEmptyAlbums: '`--purge`',
  updateAlbumMetadata: '`--noupdatealbummetadata`, which switched it off',
  'naming.templates': '`-n`, `--naming`',
  'naming.extract': '`--namingextract`',
  'naming.replace': '`-r`, `--replace`',
  'naming.rootAlbum': 'none; the name was always `Home`',
  maxAlbumItems: 'none; the limit was fixed at 999',
  formats: '`-f`, `--format`',
  exclude: '`-s`, `--skip`',
  excludeAlbums: '`--skipserver`',
  since: '`--dateLimit`',
  maxVideoSize: 'none; the limit was fixed at 1 GiB',
  shrink: '`--shrink`, which always meant 2048 pixels',
};
