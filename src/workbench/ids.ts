/** Ids that package.json and the code share; package.json is checked against them by a test. */
export const COMMANDS = {
  getStarted: 'albumSync.getStarted',
  preview: 'albumSync.preview',
  sync: 'albumSync.sync',
  previewAlbum: 'albumSync.previewAlbum',
  syncAlbum: 'albumSync.syncAlbum',
  previewFolder: 'albumSync.previewFolder',
  syncFolder: 'albumSync.syncFolder',
  previewChanges: 'albumSync.previewChanges',
  syncChanges: 'albumSync.syncChanges',
  pauseWatching: 'albumSync.pauseWatching',
  resumeWatching: 'albumSync.resumeWatching',
  cancel: 'albumSync.cancel',
  refresh: 'albumSync.refresh',
  showReport: 'albumSync.showReport',
  exportReport: 'albumSync.exportReport',
  selectMode: 'albumSync.selectMode',
  selectService: 'albumSync.selectService',
  selectFolders: 'albumSync.selectFolders',
  editNaming: 'albumSync.editNaming',
  openAlbum: 'albumSync.openAlbum',
  openGallery: 'albumSync.openGallery',
  openPhoto: 'albumSync.openPhoto',
  openBeside: 'albumSync.openBeside',
  revealPhoto: 'albumSync.revealPhoto',
  revealAlbum: 'albumSync.revealAlbum',
  showMapping: 'albumSync.showMapping',
  mapFolder: 'albumSync.mapFolder',
  openSetting: 'albumSync.openSetting',
  undoLastRun: 'albumSync.undoLastRun',
  signIn: 'albumSync.signIn',
  signOut: 'albumSync.signOut',
  showLog: 'albumSync.showLog',
} as const;

export const ALBUM_VIEW = 'albumSync.albums';
/** The scheme of the read-only document that shows which folder becomes which album. */
export const MAPPING_SCHEME = 'album-sync';
/** The scheme of the read-only documents that list what a question is about. */
export const NAMES_SCHEME = 'album-sync-names';
/** The scheme of what web albums have of photos, which is read into memory and nowhere else. */
export const COPY_SCHEME = 'album-sync-copy';
/** Who shows the accounts in the editor's Accounts menu. */
export const AUTHENTICATION_PROVIDER = 'albumSync.google';
/** How to make an OAuth client, step by step. */
export const CLIENT_WALKTHROUGH = 'album-sync.album-sync#albumSync.google';
/** From photo folders to web albums, step by step. */
export const START_WALKTHROUGH = 'album-sync.album-sync#albumSync.start';
export const REPORT_PANEL = 'albumSync.report';

/** Context keys of `when` clauses. */
export const CONTEXT = {
  /** Whether a run is on. */
  running: 'albumSync.running',
  /** What the tree has to say when it is empty: see `viewState.ts`. */
  view: 'albumSync.view',
  /** Whether there is a report to show or export. */
  hasReport: 'albumSync.hasReport',
  /** Whether photos changed since the last comparison. */
  hasChanges: 'albumSync.hasChanges',
  /** Whether something is done by itself about them: `off`, `on` or `paused`. */
  watching: 'albumSync.watching',
} as const;

/** The prefix of all settings. */
export const SETTINGS = 'albumSync';
