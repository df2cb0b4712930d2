import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { workInSlices } from '../../local/slices.ts';
import type { FromPage, ReportView, ToPage } from '../../webview/protocol.ts';
import type { WorkerRunner } from '../../run/workerRunner.ts';
import type { Words } from '../../webview/words.ts';
import { REPORT_PANEL } from '../ids.ts';
import type { FolderState } from '../runs/folderState.ts';
import type { WindowRuns } from '../runs/windowRuns.ts';
import { pageFeed } from './pageFeed.ts';
import { reportHtml } from './reportHtml.ts';
import { rowFacts } from './rowFacts.ts';

/** What the page asks of the rest of the workbench. */
export type PageRequest = Exclude<FromPage, { type: 'ready' | 'chosen' | 'look' | 'lookAway' }>;

/** What the panel draws from and what its buttons do. */
export interface ReportPanelPorts {
  readonly extension: vscode.Uri;
  readonly runs: WindowRuns;
  readonly words: Words;
  readonly folders: () => readonly FolderState[];
  readonly look: WorkerRunner['look'];
  readonly onMessage: (message: PageRequest) => void;
  /** Brings back what an earlier window left, before a panel of it is shown again. */
  readonly recall: () => Promise<void>;
}

/** The report panel of this window: at most one, in the editor area. */
export interface ReportPanel extends vscode.Disposable {
  /** Opens the panel, or brings it to the front. */
  show(): void;
  /** Whether the person sees it now. */
  isVisible(): boolean;
  /** How many actions the person has chosen in it and not applied. */
  chosen(): number;
  /** The editor brought the panel back after a reload of the window. */
  readonly onDidRestore: vscode.Event<void>;
}

/** Time between two messages about progress: a page draws no faster. */
const PROGRESS_MS = 80;

export function reportPanel(ports: ReportPanelPorts): ReportPanel {
  const { runs } = ports;
  const restored = new vscode.EventEmitter<void>();
  let panel: vscode.WebviewPanel | undefined;
  let ready = false;
  let chosen = 0;
  let shownStatus = runs.run.status;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const send = (message: ToPage): void => {
    // What is sent to a hidden page is lost; it asks for everything when it comes back.
    if (ready && panel?.visible === true) void panel.webview.postMessage(message);
  };
  const facts = rowFacts({ folders: ports.folders, look: ports.look, send });
  const feed = pageFeed({ view: () => reportView(ports), run: () => runs.run, send, slices: workInSlices });
  const sendAll = (): void => {
    if (ready && panel?.visible === true) void feed.showAll();
  };
  const adopt = (adopted: vscode.WebviewPanel): void => {
    panel = adopted;
    ready = false;
    adopted.iconPath = {
      light: vscode.Uri.joinPath(ports.extension, 'media', 'report-light.svg'),
      dark: vscode.Uri.joinPath(ports.extension, 'media', 'report-dark.svg'),
    };
    adopted.onDidDispose(() => {
      if (panel !== adopted) return;
      panel = undefined;
      chosen = 0;
      feed.stop();
      facts.stop();
    });
    adopted.onDidChangeViewState(() => {
      if (adopted.visible) return;
      ready = false;
      feed.stop();
      facts.stop();
    });
    adopted.webview.onDidReceiveMessage((message: FromPage) => {
      if (message.type === 'chosen') {
        chosen = message.count;
        return;
      }
      if (message.type === 'look' || message.type === 'lookAway') return facts.answer(message);
      if (message.type !== 'ready') return ports.onMessage(message);
      ready = true;
      sendAll();
    });
    adopted.webview.options = webviewOptions(ports.extension);
    adopted.webview.html = html(adopted.webview, ports);
  };
  const listening = runs.listen({
    onItems: (folder, items) => {
      if (ready) feed.putItems(folder.key, items);
    },
    onReport: sendAll,
    onRun: (run) => {
      if (run.status !== shownStatus) {
        shownStatus = run.status;
        clearTimeout(timer);
        timer = undefined;
        return sendAll();
      }
      timer ??= setTimeout(() => {
        timer = undefined;
        feed.setRun(runs.run);
      }, PROGRESS_MS);
    },
  });
  const serializer = vscode.window.registerWebviewPanelSerializer(REPORT_PANEL, {
    deserializeWebviewPanel: async (brought) => {
      await ports.recall();
      adopt(brought);
      restored.fire();
    },
  });
  return {
    show() {
      if (panel !== undefined) return panel.reveal();
      const title = vscode.l10n.t('Album Sync Report');
      adopt(
        vscode.window.createWebviewPanel(
          REPORT_PANEL,
          title,
          vscode.ViewColumn.Active,
          webviewOptions(ports.extension),
        ),
      );
    },
    isVisible: () => panel?.visible === true,
    chosen: () => chosen,
    onDidRestore: restored.event,
    dispose() {
      clearTimeout(timer);
      feed.stop();
      facts.stop();
      listening.dispose();
      restored.dispose();
      serializer.dispose();
      panel?.dispose();
    },
  };
}

function reportView({ runs, words, folders }: ReportPanelPorts): ReportView {
  const isRunning = runs.run.status === 'running';
  const reports = folders()
    .filter((state) => isRunning || state.last !== undefined)
    .map((state) => ({
      key: state.folder.key,
      name: state.folder.name,
      report: state.report(),
      stopped: state.stopped,
    }));
  return { words, folders: reports, run: runs.run };
}

function webviewOptions(extension: vscode.Uri): vscode.WebviewOptions {
  const roots = ['dist', 'media'].map((folder) => vscode.Uri.joinPath(extension, folder));
  return { enableScripts: true, localResourceRoots: roots };
}

function html(webview: vscode.Webview, { extension, words }: ReportPanelPorts): string {
  const address = (...path: string[]): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, ...path)).toString();
  const files = {
    script: address('dist', 'reportPage.js'),
    styles: [address('dist', 'codicon.css'), address('media', 'report.css')],
    source: webview.cspSource,
  };
  return reportHtml(files, { nonce: randomBytes(16).toString('base64'), language: words.language });
}
