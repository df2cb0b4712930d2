import { markup, type Html } from './markup.ts';

/** Small line drawings in the colour of the text around them. They say nothing to a screen reader. */
export const ICONS = {
  back: draw(markup`<path d="M15 5l-7 7 7 7"/>`),
  next: draw(markup`<path d="M9 5l7 7-7 7"/>`),
  close: draw(markup`<path d="M6 6l12 12M18 6L6 18"/>`),
  download: draw(markup`<path d="M12 4v11M7 11l5 5 5-5M5 20h14"/>`),
  play: draw(markup`<path class="filled" d="M8 5l12 7-12 7z"/>`),
  flag: draw(markup`<path d="M6 21V4M6 4h11l-2.5 4L17 12H6"/>`),
  picture: draw(
    markup`<rect x="3" y="5" width="18" height="14" rx="2"/><circle cx="8.5" cy="10" r="1.5"/><path d="M4 18l6-5 4 3 3-2.5 4 3.5"/>`,
  ),
  file: draw(markup`<path d="M6 3h8l4 4v14H6zM14 3v4h4"/>`),
};

function draw(path: Html): Html {
  return markup`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">${path}</svg>`;
}
