/* Album Sync: the view of a single photo. Everything else on the pages works without this. */
/* global document, window, location, history, Image, IntersectionObserver, matchMedia */

/** How much larger than its pixels a photo is shown at most. */
const LARGEST_ZOOM = 1.5;

const found = document.querySelector('dialog.viewer');
if (found) start(/** @type {HTMLDialogElement} */ (found));

/** @param {HTMLDialogElement} dialog */
function start(dialog) {
  /** @type {HTMLAnchorElement[]} */
  const tiles = [...document.querySelectorAll('a.tile')].map((tile) => /** @type {HTMLAnchorElement} */ (tile));
  const stage = part('.stage');
  const save = /** @type {HTMLAnchorElement} */ (part('.save'));
  const before = /** @type {HTMLButtonElement} */ (part('.before'));
  const after = /** @type {HTMLButtonElement} */ (part('.after'));
  const pageTitle = document.title;
  let current = -1;
  /** Whether the browser's way back leads out of the view. */
  let canGoBack = false;

  /** @param {string} selector @returns {HTMLElement} */
  function part(selector) {
    return /** @type {HTMLElement} */ (dialog.querySelector(selector));
  }

  tiles.forEach((tile, index) => {
    tile.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      history.pushState(null, '', addressOf(tile));
      canGoBack = true;
      show(index);
    });
  });

  part('.shut').addEventListener('click', leave);
  before.addEventListener('click', () => turnTo(current - 1));
  after.addEventListener('click', () => turnTo(current + 1));
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    leave();
  });
  dialog.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // A video that has the focus uses the arrows to move in time.
    if (event.target instanceof window.HTMLVideoElement) return;
    const target = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: tiles.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    turnTo(target);
  });
  window.addEventListener('popstate', follow);
  window.addEventListener('hashchange', follow);
  swipe();
  loadVideos();
  follow();

  /** Shows what the address asks for. */
  function follow() {
    const wanted = decode(location.hash.slice(1));
    const index = tiles.findIndex((tile) => tile.id === wanted);
    if (index >= 0) show(index);
    else if (dialog.open) hide();
  }

  /** @param {number} number */
  function placeOf(number) {
    const words = dialog.dataset['place'] ?? '{0} / {1}';
    return words.replace('{0}', String(number)).replace('{1}', String(tiles.length));
  }

  /** @param {number} index */
  function turnTo(index) {
    const tile = tiles[index];
    if (!tile || index === current) return;
    history.replaceState(null, '', addressOf(tile));
    show(index);
  }

  function leave() {
    if (canGoBack) {
      history.back();
    } else {
      history.replaceState(null, '', location.pathname + location.search);
      hide();
    }
  }

  function hide() {
    const tile = tiles[current];
    canGoBack = false;
    stage.replaceChildren();
    document.title = pageTitle;
    dialog.close();
    tile?.scrollIntoView({ block: 'nearest' });
    tile?.focus({ preventScroll: true });
  }

  /** @param {number} index */
  function show(index) {
    const tile = tiles[index];
    if (!tile || (dialog.open && index === current)) return;
    current = index;
    const { caption, date, label } = wordsOf(tile);
    stage.replaceChildren(...pictureOf(tile, label, dialog.dataset['get'] ?? ''));
    stage.style.transform = '';
    part('.place').textContent = placeOf(index + 1);
    part('.legend .caption').textContent = caption;
    part('.legend .facts').textContent = [date, fileNameOf(tile), tile.dataset['size']].filter(Boolean).join(' · ');
    save.href = tile.href;
    save.download = fileNameOf(tile);
    before.disabled = index === 0;
    after.disabled = index === tiles.length - 1;
    document.title = `${label} – ${pageTitle}`;
    if (!dialog.open) {
      dialog.showModal();
      dialog.focus();
    } else if (document.activeElement === document.body) {
      // The button that was pressed is disabled now and has lost the focus.
      dialog.focus();
    }
    for (const neighbour of [tiles[index + 1], tiles[index - 1]]) {
      if (neighbour?.dataset['kind'] === 'photo') new Image().src = neighbour.href;
    }
  }

  /** Left and right to turn, down to close; while the page is magnified, a finger moves the picture instead. */
  function swipe() {
    /** @type {{ x: number, y: number } | undefined} */
    let from;
    stage.addEventListener('pointerdown', (event) => {
      const isMagnified = (window.visualViewport?.scale ?? 1) > 1.01;
      from = event.isPrimary && event.pointerType !== 'mouse' && !isMagnified ? { x: event.x, y: event.y } : undefined;
    });
    stage.addEventListener('pointermove', (event) => {
      if (!from || !event.isPrimary || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
      const [x, y] = [event.x - from.x, event.y - from.y];
      stage.style.transform = Math.abs(x) > Math.abs(y) ? `translateX(${x}px)` : `translateY(${Math.max(0, y)}px)`;
    });
    stage.addEventListener('pointercancel', () => {
      from = undefined;
      stage.style.transform = '';
    });
    stage.addEventListener('pointerup', (event) => {
      stage.style.transform = '';
      if (!from || !event.isPrimary) return;
      const [x, y] = [event.x - from.x, event.y - from.y];
      from = undefined;
      if (Math.abs(x) > 50 && Math.abs(x) > Math.abs(y)) turnTo(current + (x < 0 ? 1 : -1));
      else if (y > 90) leave();
    });
  }

  /** A video shows its first picture once it is near. */
  function loadVideos() {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue;
          observer.unobserve(target);
          /** @type {HTMLVideoElement} */ (target).preload = 'metadata';
        }
      },
      { rootMargin: '300px' },
    );
    for (const video of document.querySelectorAll('.tile video')) observer.observe(video);
  }
}

/**
 * The thumbnail at once and the original over it as soon as it is there; a video; or the words of a file.
 * @param {HTMLAnchorElement} tile
 * @param {string} label
 * @param {string} get what a button says that downloads
 * @returns {Element[]}
 */
function pictureOf(tile, label, get) {
  if (tile.dataset['kind'] === 'video') {
    const video = document.createElement('video');
    video.src = tile.href;
    video.controls = true;
    video.playsInline = true;
    video.setAttribute('aria-label', label);
    return [video];
  }
  const small = tile.querySelector('img');
  if (tile.dataset['kind'] === 'file') {
    return [small ? pictureOnly(small) : wordsOnly(tile, get)];
  }
  const original = new Image();
  original.className = 'original';
  original.alt = label;
  original.draggable = false;
  original.src = tile.href;
  const shown = () => original.classList.add('shown');
  original.decode().then(shown, shown);
  const size = { width: Number(small?.getAttribute('width')), height: Number(small?.getAttribute('height')) };
  limit(original, size);
  if (!small || small.src === original.src) return [original];
  const placeholder = new Image();
  placeholder.src = small.src;
  placeholder.alt = '';
  placeholder.draggable = false;
  limit(placeholder, size);
  return [placeholder, original];
}

/**
 * The thumbnail of a photo that no browser shows.
 * @param {HTMLImageElement} small
 */
function pictureOnly(small) {
  const picture = new Image();
  picture.src = small.src;
  picture.alt = small.alt;
  limit(picture, { width: small.naturalWidth, height: small.naturalHeight });
  return picture;
}

/**
 * The tile of a file that nobody can show, with a button to have it all the same.
 * @param {HTMLAnchorElement} tile
 * @param {string} get
 */
function wordsOnly(tile, get) {
  const words = /** @type {Element} */ (tile.querySelector('.plain')?.cloneNode(true));
  const link = document.createElement('a');
  link.className = 'get';
  link.href = tile.href;
  link.download = fileNameOf(tile);
  link.textContent = get;
  words.append(link);
  return words;
}

/**
 * Keeps a small photo from being blown up to the size of the screen.
 * @param {HTMLImageElement} image
 * @param {{ width: number, height: number }} size
 */
function limit(image, { width, height }) {
  if (!width || !height) return;
  image.style.maxWidth = `${width * LARGEST_ZOOM}px`;
  image.style.maxHeight = `${height * LARGEST_ZOOM}px`;
}

/** @param {HTMLAnchorElement} tile */
function wordsOf(tile) {
  const caption = tile.querySelector('.caption')?.textContent ?? '';
  const date = tile.querySelector('time')?.title ?? '';
  return { caption, date, label: caption || fileNameOf(tile) };
}

/** @param {HTMLAnchorElement} tile */
function fileNameOf(tile) {
  return tile.id.slice(tile.id.lastIndexOf('/') + 1);
}

/** @param {HTMLAnchorElement} tile */
function addressOf(tile) {
  return `#${tile.id.split('/').map(encodeURIComponent).join('/')}`;
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
