/** A page for people. `body` is HTML. */
export function pageHtml(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escaped(title)}</title>
    <style>
      :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
      body { margin: 1rem 2rem; overflow-wrap: anywhere; }
      div { display: flex; flex-wrap: wrap; gap: 1rem; } figure { margin: 0; width: 12rem; }
      img { width: 100%; height: 9rem; object-fit: cover; }
    </style>
  </head>
  <body>
    ${body}
  </body>
</html>
`;
}

/** Text that stands between tags or in the quotes of an attribute. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
