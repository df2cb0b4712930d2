import { env, l10n } from 'vscode';
import { GOOGLE_SERVICE_TITLES } from '../services/google/scopes.ts';
import type {
  ActionWords,
  ChoiceWords,
  CountWords,
  FactWords,
  ModeWords,
  PageWords,
  RunWords,
  Words,
} from '../webview/words.ts';

/** All words of the tree, the status bar and the report panel, in the language of the editor. */
export function words(): Words {
  return {
    language: env.language,
    events: {
      LOCAL_ONLY: l10n.t('Only in the folder'),
      REMOTE_ONLY: l10n.t('Only in the web album'),
      REMOTE_OLDER: l10n.t('The web copy is older'),
      DIFFERENT: l10n.t('The two copies differ'),
      SAME: l10n.t('Both copies are the same'),
      UNKNOWN: l10n.t('The two copies cannot be compared'),
    },
    details: {
      new: l10n.t('new'),
      deletedRemotely: l10n.t('deleted on the web'),
      deletedLocally: l10n.t('deleted in the folder'),
      localChanged: l10n.t('changed in the folder'),
      remoteChanged: l10n.t('changed on the web'),
      bothChanged: l10n.t('changed on both sides'),
    },
    actions: actionWords(),
    fromAlbum: {
      remove: tenses(
        l10n.t('would take out of the album'),
        l10n.t('taken out of the album'),
        l10n.t('take out of the album'),
        l10n.t('{0} to take out of albums'),
        l10n.t('{0} taken out of albums'),
      ),
      removed: l10n.t('no longer in the album'),
      undo: l10n.t('{0} taken out of their web albums: come back into them'),
    },
    outcomes: {
      planned: l10n.t('planned'),
      done: l10n.t('done'),
      silent: l10n.t('in step'),
      reported: l10n.t('reported'),
      notPermitted: l10n.t('not permitted'),
      notSupported: l10n.t('not supported'),
      skipped: l10n.t('skipped'),
      failed: l10n.t('failed'),
      cancelled: l10n.t('cancelled'),
    },
    modes: modeWords(),
    services: { gallery: l10n.t('Gallery'), ...GOOGLE_SERVICE_TITLES },
    counts: countWords(),
    run: runWords(),
    undo: undoWords(),
    tree: {
      more: l10n.t('{0} more in the report'),
      changed: l10n.t('{0} changed'),
      deletionsReported: l10n.t('Deletions are only reported: albumSync.allowDelete does not permit all of them.'),
      changes: {
        added: l10n.t('new, not compared yet'),
        changed: l10n.t('changed, not compared yet'),
        gone: l10n.t('no longer there, not compared yet'),
      },
    },
    page: pageWords(),
  };
}

function actionWords(): Words['actions'] {
  return {
    UPLOAD_LOCAL: tenses(
      l10n.t('would upload'),
      l10n.t('uploaded'),
      l10n.t('upload'),
      l10n.t('{0} to upload'),
      l10n.t('{0} uploaded'),
    ),
    DELETE_LOCAL: tenses(
      l10n.t('would trash the file'),
      l10n.t('trashed the file'),
      l10n.t('trash the file'),
      l10n.t('{0} to trash'),
      l10n.t('{0} trashed'),
    ),
    SILENT: tenses(
      l10n.t('nothing to do'),
      l10n.t('nothing to do'),
      l10n.t('nothing to do'),
      l10n.t('{0} in step'),
      l10n.t('{0} in step'),
    ),
    REPORT: tenses(
      l10n.t('only report'),
      l10n.t('only reported'),
      l10n.t('left alone'),
      l10n.t('{0} to look at'),
      l10n.t('{0} to look at'),
    ),
    DOWNLOAD_REMOTE: tenses(
      l10n.t('would download'),
      l10n.t('downloaded'),
      l10n.t('download'),
      l10n.t('{0} to download'),
      l10n.t('{0} downloaded'),
    ),
    DELETE_REMOTE: tenses(
      l10n.t('would delete on the web'),
      l10n.t('deleted on the web'),
      l10n.t('delete on the web'),
      l10n.t('{0} to delete on the web'),
      l10n.t('{0} deleted on the web'),
    ),
    TAG_REMOTE: tenses(
      l10n.t('would mark on the web'),
      l10n.t('marked on the web'),
      l10n.t('mark on the web'),
      l10n.t('{0} to mark on the web'),
      l10n.t('{0} marked on the web'),
    ),
    REPLACE_REMOTE_WITH_LOCAL: tenses(
      l10n.t('would replace on the web'),
      l10n.t('replaced on the web'),
      l10n.t('replace on the web'),
      l10n.t('{0} to replace'),
      l10n.t('{0} replaced'),
    ),
    UPDATE_REMOTE_METADATA: tenses(
      l10n.t('would update details'),
      l10n.t('updated details'),
      l10n.t('update details'),
      l10n.t('{0} to update'),
      l10n.t('{0} updated'),
    ),
  };
}

function tenses(planned: string, done: string, name: string, plannedCount: string, doneCount: string): ActionWords {
  return { planned, done, name, plannedCount, doneCount };
}

function modeWords(): Words['modes'] {
  const mode = (label: string, direction: string, sentence: string): ModeWords => ({ label, direction, sentence });
  const toAlbums = l10n.t('folders → albums');
  const toFolders = l10n.t('albums → folders');
  const bothWays = l10n.t('folders ↔ albums');
  return {
    upload: mode(l10n.t('Upload'), toAlbums, l10n.t('Adds what is missing on the web; replaces what is older there.')),
    download: mode(l10n.t('Download'), toFolders, l10n.t('Adds what is missing in the folders; fetches what differs.')),
    report: mode(l10n.t('Report Only'), l10n.t('changes nothing'), l10n.t('Compares both sides and reports.')),
    repairUpload: mode(
      l10n.t('Repair Upload'),
      toAlbums,
      l10n.t('Sends what differs; deletes what is only on the web.'),
    ),
    sync: mode(
      l10n.t('Sync, Adding on Both Sides'),
      bothWays,
      l10n.t('Adds what is missing on either side; updates older web copies.'),
    ),
    syncUpload: mode(
      l10n.t('Mirror to the Web'),
      toAlbums,
      l10n.t('Makes the albums equal to the folders; deletes the rest there.'),
    ),
    twoWay: mode(l10n.t('Two-Way'), bothWays, l10n.t('Passes on what was added, changed or deleted on either side.')),
  };
}

function countWords(): CountWords {
  return {
    inStep: l10n.t('{0} in step'),
    toLookAt: l10n.t('{0} to look at'),
    failed: l10n.t('{0} failed'),
    cancelled: l10n.t('{0} cancelled'),
    notPermitted: l10n.t('{0} not permitted'),
    notSupported: l10n.t('{0} not supported'),
    skipped: l10n.t('{0} skipped'),
    none: l10n.t('no photos'),
  };
}

function runWords(): RunWords {
  return {
    scan: l10n.t('Looking for photos'),
    list: l10n.t('Reading the web albums'),
    compare: l10n.t('Comparing'),
    apply: l10n.t('Syncing'),
    finish: l10n.t('Completing the albums'),
    undo: l10n.t('Undoing'),
    ofTotal: l10n.t('{0} of {1}'),
    left: l10n.t('{0} left'),
  };
}

function undoWords(): Words['undo'] {
  return {
    UPLOAD_LOCAL: l10n.t('{0} uploaded or moved: out of the web albums again'),
    REPLACE_REMOTE_WITH_LOCAL: l10n.t('{0} replaced on the web: get their earlier content back'),
    DOWNLOAD_REMOTE: l10n.t('{0} downloaded: to the trash; replaced files come back'),
    DELETE_LOCAL: l10n.t('{0} trashed: come back into their folders'),
    DELETE_REMOTE: l10n.t('{0} deleted on the web: come back into their albums'),
    TAG_REMOTE: l10n.t('{0} marked on the web: lose their mark'),
    UPDATE_REMOTE_METADATA: l10n.t('{0} updated on the web: get their earlier details back'),
  };
}

function pageWords(): PageWords {
  return {
    title: {
      preview: l10n.t('Preview'),
      sync: l10n.t('Sync'),
      interrupted: l10n.t('The sync was interrupted'),
      previewRunning: l10n.t('Comparing…'),
      syncRunning: l10n.t('Syncing…'),
      undoRunning: l10n.t('Undoing…'),
      stopped: l10n.t('Nothing was changed'),
    },
    subtitle: l10n.t('{0} · mode {1} · {2}'),
    preview: l10n.t('Preview'),
    applyOne: l10n.t('Apply 1 Change'),
    applyCount: l10n.t('Apply {0} Changes'),
    retry: l10n.t('Retry'),
    retryOne: l10n.t('Retry 1 Item'),
    retryCount: l10n.t('Retry {0} Items'),
    cancel: l10n.t('Cancel'),
    emptyTitle: l10n.t('Nothing compared yet'),
    emptyText: l10n.t(
      'A preview compares your photo folders with the web albums and shows what a sync would do. It changes nothing.',
    ),
    noItems: l10n.t('No photos were found.'),
    events: l10n.t('Events'),
    actions: l10n.t('Actions'),
    outcomes: l10n.t('Outcomes'),
    filterLabel: l10n.t('Filter by name, album or reason'),
    filterPlaceholder: l10n.t('Filter (press / to type here)'),
    showInStep: l10n.t('Show {0} in step'),
    group: l10n.t('Group by album'),
    clearFilter: l10n.t('Clear filters'),
    nothingMatches: l10n.t('No item matches the filters.'),
    allInStep: l10n.t('Everything is in step: there is nothing to do.'),
    shown: l10n.t('{0} of {1} shown'),
    columns: {
      event: l10n.t('Event'),
      name: l10n.t('Name'),
      action: l10n.t('Action'),
      outcome: l10n.t('Outcome'),
      reason: l10n.t('Reason'),
    },
    sortBy: l10n.t('Sort by {0}'),
    problems: l10n.t('Problems'),
    moreProblems: l10n.t('{0} more are in the exported report.'),
    openSetting: l10n.t('Open Setting'),
    signIn: l10n.t('Sign In'),
    openFile: l10n.t('Open {0}'),
    openAlbum: l10n.t('Open the album on the web'),
    uploaded: l10n.t('{0} uploaded'),
    downloaded: l10n.t('{0} downloaded'),
    toSend: l10n.t('about {0} to send'),
    toFetch: l10n.t('about {0} to fetch'),
    toAsk: l10n.t('about {0} requests'),
    toAskOne: l10n.t('about 1 request'),
    toTake: l10n.t('about {0}'),
    requests: l10n.t('{0} requests'),
    tableCaption: l10n.t('Items of the report'),
    albumRow: l10n.t('Album {0}'),
    choice: choiceWords(),
    facts: factWords(),
  };
}

function factWords(): FactWords {
  return {
    local: l10n.t('In the folder'),
    remote: l10n.t('In the web album'),
    difference: l10n.t('Difference'),
    name: l10n.t('Name'),
    changed: l10n.t('Changed'),
    size: l10n.t('Size'),
    dimensions: l10n.t('Dimensions'),
    taken: l10n.t('Taken'),
    camera: l10n.t('Camera'),
    tests: { date: l10n.t('Date'), size: l10n.t('Size'), hash: l10n.t('Content') },
    decided: l10n.t('{0}: {1}'),
    undecided: l10n.t('{0}: the web album does not say, so the two copies cannot be compared'),
    otherContent: l10n.t('the two copies hold something else'),
    newerLocal: l10n.t('{0} newer in the folder'),
    newerRemote: l10n.t('{0} newer on the web'),
    largerLocal: l10n.t('{0} larger in the folder'),
    largerRemote: l10n.t('{0} larger on the web'),
    differs: l10n.t('differs'),
    looking: l10n.t('Looking…'),
    noPicture: l10n.t('No picture'),
    nothing: l10n.t('Not there'),
    open: l10n.t('Open Photo'),
    compare: l10n.t('Compare both sides of {0}'),
  };
}

function choiceWords(): ChoiceWords {
  return {
    leaveOut: l10n.t('leave out'),
    leftOut: l10n.t('left out'),
    asPlanned: l10n.t('as planned'),
    actionFor: l10n.t('Action for {0}'),
    changed: l10n.t('{0} changed'),
    changedFrom: l10n.t('Changed; planned was: {0}'),
    reset: l10n.t('Reset'),
    selection: l10n.t('Selection'),
    select: l10n.t('Select {0}'),
    selectAlbum: l10n.t('Select all of {0}'),
    selectAll: l10n.t('Select all that are shown'),
    selected: l10n.t('{0} selected'),
    changeSelected: l10n.t('Change {0} selected…'),
    changeShown: l10n.t('Change all {0} shown…'),
    changeOne: l10n.t('Change the one shown…'),
    bar: l10n.t('Change what would be done'),
  };
}
