/** How a VS Code window looks and what it trusts. */
export interface EditorLook {
  readonly theme: Theme;
  readonly trust: Trust;
}

export type Theme = 'light' | 'dark' | 'highContrast' | 'highContrastLight';

/** `restricted` opens folders in Restricted Mode without asking; `trusted` trusts all of them. */
export type Trust = 'trusted' | 'restricted';

const THEMES: Readonly<Record<Theme, string>> = {
  light: 'Light Modern',
  dark: 'Dark Modern',
  highContrast: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
};

/** User settings of a VS Code that keeps quiet: no welcome, no telemetry, no updates, no network, nothing that moves. */
export function userSettings({ theme, trust }: EditorLook): Record<string, unknown> {
  return {
    'workbench.colorTheme': THEMES[theme],
    'window.autoDetectColorScheme': false,
    'window.autoDetectHighContrast': false,
    'security.workspace.trust.enabled': trust === 'restricted',
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.banner': 'never',
    'security.workspace.trust.emptyWindow': trust === 'trusted',
    'workbench.startupEditor': 'none',
    'workbench.welcomePage.walkthroughs.openOnInstall': false,
    'workbench.welcomePage.experimentalOnboarding': false,
    'workbench.tips.enabled': false,
    'workbench.enableExperiments': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.reduceMotion': 'on',
    'telemetry.telemetryLevel': 'off',
    'telemetry.feedback.enabled': false,
    'update.mode': 'none',
    'update.showReleaseNotes': false,
    'extensions.autoCheckUpdates': false,
    'extensions.autoUpdate': false,
    'extensions.ignoreRecommendations': true,
    'chat.disableAIFeatures': true,
    'chat.commandCenter.enabled': false,
    // Another program's port on this computer would be told of, in the place of what the extension has to say.
    'remote.autoForwardPorts': false,
    'git.enabled': false,
    'git.autoRepositoryDetection': false,
    'npm.autoDetect': 'off',
    'files.hotExit': 'off',
    'editor.cursorBlinking': 'solid',
    'workbench.cursorBlinking': 'solid',
    'editor.minimap.enabled': false,
  };
}
