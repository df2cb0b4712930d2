/** Addresses of what the page loads, as its webview knows them. */
export interface PageFiles {
  readonly script: string;
  readonly styles: readonly string[];
  /** The source that the webview serves its files from, for the content security policy. */
  readonly source: string;
}

/** The page of the report panel. Only the one script may run, and nothing comes from outside the extension. */
export function reportHtml(files: PageFiles, look: { readonly nonce: string; readonly language: string }): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${look.nonce}'`,
    `style-src ${files.source}`,
    `font-src ${files.source}`,
    // Pictures that the host has made; the page loads no photo.
    'img-src blob:',
  ].join('; ');
  return `<!doctype html>
<html lang="${look.language}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    ${files.styles.map((href) => `<link rel="stylesheet" href="${href}" />`).join('\n    ')}
    <title>Album Sync</title>
  </head>
  <body>
    <script nonce="${look.nonce}" src="${files.script}"></script>
  </body>
</html>`;
}
