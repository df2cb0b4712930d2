import * as vscode from 'vscode';
import type { SettingFault } from '../../settings/settingsCheck.ts';
import type { Place, WrittenSetting } from '../../settings/settingsText.ts';
import { fileIn } from '../workspaceFolders.ts';
import { settingsElsewhere, type SettingsFile } from './settingsFile.ts';

/** A fault of the text, or a photo folder that is not on the disk. */
export type Fault = SettingFault | { readonly kind: 'missing'; readonly place: Place };

/** Everything that is wrong with the settings of this extension in a settings file. */
export async function faultsOf(
  document: vscode.TextDocument,
  file: SettingsFile,
  names: readonly string[],
): Promise<readonly Fault[]> {
  // What reads settings is only needed once somebody edits them.
  const [{ writtenSettings }, { checkSettings }] = await Promise.all([
    import('../../settings/settingsText.ts'),
    import('../../settings/settingsCheck.ts'),
  ]);
  const written = writtenSettings(document.getText(), file.kind);
  return [...checkSettings(written, settingsElsewhere(file, names)), ...(await missingFolders(written, file))];
}

/** Where a fault stands, as the editor counts. */
export function rangeOf(document: vscode.TextDocument, { offset, length }: Place): vscode.Range {
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
}

/** An untrusted workspace is not looked at. */
async function missingFolders(written: readonly WrittenSetting[], { folder }: SettingsFile): Promise<readonly Fault[]> {
  if (folder === undefined || !vscode.workspace.isTrusted) return [];
  const parts = written.filter(({ name }) => name === 'folders').flatMap((setting) => setting.parts);
  const looks = parts.map(async ({ text, place }): Promise<Fault[]> => {
    const uri = fileIn(folder, text);
    if (uri === undefined) return [];
    const found = await vscode.workspace.fs.stat(uri).then(undefined, () => undefined);
    return found !== undefined && (found.type & vscode.FileType.Directory) !== 0 ? [] : [{ kind: 'missing', place }];
  });
  return (await Promise.all(looks)).flat();
}
