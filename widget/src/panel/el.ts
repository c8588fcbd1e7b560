type Child = Node | string;

/** Creates an element, in our own realm: functions become listeners, everything else attributes. Text is only ever text, never markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string | ((event: never) => void)> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = globalThis.document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value as EventListener);
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** Writes a text only when it has changed, so that screen readers and selections are not disturbed. Empty hides the element. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = !text;
}
