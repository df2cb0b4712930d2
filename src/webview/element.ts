import type { Icon } from './icons.ts';

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Makes an element. Texts become text nodes, so that a photo whose name is markup stays a photo with a strange name.
 * An attribute that is `true` is set without a value, one that is `false` or `undefined` is left out.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(made, name, value);
  made.append(...children);
  return made;
}

export function setAttribute(target: Element, name: string, value: Attributes[string]): void {
  if (value === undefined || value === false) target.removeAttribute(name);
  else target.setAttribute(name, value === true ? '' : String(value));
}

/** Shows another text in an element, if there is one; what it shows already is left alone. */
export function setText(target: Element | null, text: string): void {
  if (target !== null && target.textContent !== text) target.textContent = text;
}

/** A codicon in its theme colour, silent for screen readers: the words beside it say the same. */
export function icon({ id, color }: Icon): HTMLElement {
  const made = element('span', { class: `icon codicon codicon-${id}`, 'aria-hidden': 'true' });
  made.style.setProperty('color', `var(--vscode-${color.replaceAll('.', '-')})`);
  return made;
}

/** A push button with a text and perhaps an icon. */
export function button(
  label: string,
  options: { readonly class: string; readonly icon?: string; readonly onClick: () => void },
): HTMLButtonElement {
  const children: (Node | string)[] = [label];
  if (options.icon !== undefined) {
    children.unshift(element('span', { class: `codicon codicon-${options.icon}`, 'aria-hidden': 'true' }));
  }
  const made = element('button', { type: 'button', class: options.class }, children);
  made.addEventListener('click', options.onClick);
  return made;
}
