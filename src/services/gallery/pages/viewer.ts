import { ICONS } from './icons.ts';
import type { Labels } from './labels.ts';
import { markup, type Html } from './markup.ts';

/** The view of a single photo. The script fills and opens it; without a script nobody sees it. */
export function viewer(labels: Labels): Html {
  return markup`<dialog class="viewer" aria-label="${labels.photo}" data-place="${labels.place}" data-get="${labels.download}">
<div class="bar">
<p class="place"></p>
<a class="button save" download aria-label="${labels.downloadOriginal}">${ICONS.download}</a>
<button class="button shut" type="button" aria-label="${labels.close}">${ICONS.close}</button>
</div>
<div class="stage"></div>
<button class="button turn before" type="button" aria-label="${labels.previous}">${ICONS.back}</button>
<button class="button turn after" type="button" aria-label="${labels.next}">${ICONS.next}</button>
<div class="legend" aria-live="polite"><p class="caption"></p><p class="facts"></p></div>
</dialog>`;
}
