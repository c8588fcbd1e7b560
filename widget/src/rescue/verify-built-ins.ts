import { awaitCallback } from './await-callback.ts';

/** Built-ins that monitoring, session recording and zone-based frameworks are known to wrap, each tested below or proven by the widget having started. */
const WRAPPED =
  /^(fetch|WebSocket|(set|clear)(Timeout|Interval)|queueMicrotask|(add|remove)EventListener|dispatchEvent|on(?!open|message|close|error)[a-z]+|Promise|then|catch|finally|all|race|resolve|reject|allSettled|any|withResolvers|(Mutation|Resize)Observer|observe|unobserve|disconnect|takeRecords|setProperty|removeProperty|replace|replaceSync|insertRule|deleteRule|attachShadow|adoptedStyleSheets|value|toString)$/;
const LONGEST_MS = 100;
/** What `callbacksFire` waits for. */
const ALL = 9;

/** Whether the built-ins that the page has replaced, by these names, still do what they did. Only those that are commonly wrapped are tested. */
export async function verifyBuiltIns(changed: readonly string[]): Promise<boolean> {
  for (let at = 0; at < changed.length; at++) if (!WRAPPED.test(changed[at] as string)) return false;
  try {
    return keepsListeners() && keepsValues() && (await callbacksFire());
  } catch {
    return false;
  }
}

function keepsListeners(): boolean {
  const target = new EventTarget();
  let calls = 0;
  const listener = () => calls++;
  target.addEventListener('x', listener);
  target.dispatchEvent(new Event('x'));
  target.removeEventListener('x', listener);
  target.dispatchEvent(new Event('x'));
  const button = document.createElement('button');
  button.onclick = button.onfocus = listener;
  button.click();
  return calls === 2 && typeof button.onfocus === 'function';
}

function keepsValues(): boolean {
  const box = document.createElement('textarea');
  box.value = 'x';
  box.style.setProperty('--x', 'y');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('a { color: red }');
  const root = document.createElement('div').attachShadow({ mode: 'open' });
  root.adoptedStyleSheets.push(sheet);
  root.append(box);
  return (
    // Its `value` may be one that only stores what it is given.
    box.textLength === 1 &&
    box.style.getPropertyValue('--x') === 'y' &&
    sheet.cssRules.length === 1 &&
    root.adoptedStyleSheets[0] === sheet &&
    root.firstChild === box &&
    typeof WebSocket.prototype.send === 'function' &&
    `${[1, 2]}` === '1,2' &&
    /native code/.test(`${Math.max}`)
  );
}

/** Counts callbacks. A timer that does nothing must not be waited for: messages measure the time. */
async function callbacksFire(): Promise<boolean> {
  const came = new Set<string>();
  const note = (name: string) => () => void came.add(name);
  const element = document.createElement('p');
  const observer = new MutationObserver(note('mutation'));
  observer.observe(element, { attributes: true });
  element.title = 'x';
  queueMicrotask(note('microtask'));
  clearTimeout(setTimeout(note('cleared')));
  setTimeout(note('timeout'));
  const interval = setInterval(note('interval'));
  void Promise.resolve().then(note('then')).finally(note('finally'));
  void Promise.reject(new Error()).catch(note('catch'));
  void Promise.all([Promise.resolve(1), new Promise((resolve) => resolve(2))]).then((all) => `${all}` === '1,2' && came.add('all'));
  void Promise.race([Promise.resolve(1), Promise.resolve(2)]).then(note('race'));
  new ResizeObserver(() => {}).disconnect();
  const end = performance.now() + LONGEST_MS;
  while (came.size < ALL && performance.now() < end) await awaitCallback<void>(turn);
  observer.disconnect();
  clearInterval(interval);
  return came.size === ALL && !came.has('cleared');
}

function turn(resolve: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    resolve();
  };
  port2.postMessage(0);
}
