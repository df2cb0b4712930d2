import * as vscode from 'vscode';
import { aborted } from '../../engine/aborted.ts';
import type { ReturnWords } from '../../accounts/loopback.ts';
import type { Guide } from '../../accounts/signIn.ts';
import type { AccountOptions } from './accountOptions.ts';

/** Leads a person to Google in the browser, and waits with a field for the address of a page that did not load. */
export function personalGuide(title: string): Guide {
  return {
    reach: reachFromBrowser,
    words: returnWords(),
    visit: async ({ address, take, signal }) => {
      const open = (): void => void openInBrowser(address);
      open();
      await waitForReturn({ title, address, open, take, signal });
    },
  };
}

/** Hands the address to the program that called the command. */
export function silentGuide(open: NonNullable<AccountOptions['open']>): Guide {
  return {
    reach: reachFromBrowser,
    words: returnWords(),
    visit: async ({ address, signal }) => {
      await open(address);
      await aborted(signal);
    },
  };
}

function returnWords(): ReturnWords {
  return {
    // Where the words of a language are missing, they are in English.
    language: vscode.l10n.bundle === undefined ? 'en' : vscode.env.language,
    taken: {
      title: vscode.l10n.t('You can close this page'),
      sentence: vscode.l10n.t('Google has answered. Album Sync says how it went.'),
    },
    foreign: {
      title: vscode.l10n.t('Nothing is here'),
      sentence: vscode.l10n.t('This is not the answer to a sign-in that Album Sync waits for.'),
    },
  };
}

/** A remote window forwards the port. */
async function reachFromBrowser(loopback: string): Promise<string> {
  return (await vscode.env.asExternalUri(vscode.Uri.parse(loopback))).toString(true);
}

/** As text, because the editor's own class for addresses writes the one that is in this one anew. */
function openInBrowser(address: string): Thenable<boolean> {
  return vscode.env.openExternal(address as unknown as vscode.Uri);
}

interface Waiting {
  readonly title: string;
  readonly address: string;
  readonly open: () => void;
  readonly take: (pasted: string) => boolean;
  readonly signal: AbortSignal;
}

/** Ends when the browser has come back, when its address was pasted, or when the person gives up with Escape. */
function waitForReturn({ title, address, open, take, signal }: Waiting): Promise<void> {
  const again = { iconPath: new vscode.ThemeIcon('link-external'), tooltip: vscode.l10n.t('Open the Page Again') };
  const copy = { iconPath: new vscode.ThemeIcon('copy'), tooltip: vscode.l10n.t('Copy the Address of the Page') };
  const box = vscode.window.createInputBox();
  box.title = title;
  box.prompt = vscode.l10n.t(
    'Sign in on the page that opens in your browser; then this closes by itself. Only when the browser ends on a page that does not load: paste the address of that page here.',
  );
  box.placeholder = vscode.l10n.t('Waiting for the browser…');
  box.ignoreFocusOut = true;
  box.busy = true;
  box.buttons = [again, copy];
  return new Promise((resolve) => {
    const close = (): void => box.hide();
    box.onDidTriggerButton((button) => {
      if (button === again) open();
      else void vscode.env.clipboard.writeText(address);
    });
    box.onDidChangeValue(() => (box.validationMessage = undefined));
    box.onDidAccept(() => {
      if (take(box.value)) return;
      box.validationMessage = vscode.l10n.t('This is not the address that this sign-in ended on. Paste it whole.');
    });
    box.onDidHide(() => {
      signal.removeEventListener('abort', close);
      box.dispose();
      resolve();
    });
    signal.addEventListener('abort', close, { once: true });
    box.show();
  });
}
