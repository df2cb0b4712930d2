import { GENERATOR } from '../ownPage.ts';
import type { Language } from './labels.ts';
import { markup, type Html } from './markup.ts';
import type { AssetAddresses } from './model.ts';

/** Nothing but the files of the gallery itself. Browsers take `'self'` for the disk when a page was opened from there. */
const POLICY = ["default-src 'none'", "base-uri 'none'", "form-action 'none'"]
  .concat(['img', 'media', 'style', 'script'].map((kind) => `${kind}-src 'self'`))
  .join('; ');

/** A whole page as text. Equal parts give an equal page. */
export function page(parts: {
  readonly title: string;
  readonly assets: AssetAddresses;
  readonly language: Language;
  readonly body: Html;
}): string {
  const { title, assets, language, body } = parts;
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="generator" content="${GENERATOR}">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="${assets.icon}">
<link rel="stylesheet" href="${assets.style}">
<script src="${assets.script}" defer></script>
</head>
<body>
${body}
</body>
</html>
`.text;
}
