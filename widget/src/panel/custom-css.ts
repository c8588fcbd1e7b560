/** Makes `apply(address)`: the site's own style sheet, fetched as text and laid over ours; relative addresses count from the page. */
export function createCustomCss(shadow: ShadowRoot): (address: string) => Promise<void> {
  const sheet = new CSSStyleSheet();
  let current = '';
  shadow.adoptedStyleSheets.push(sheet);
  return async (address) => {
    if (address === current) return;
    current = address;
    let css = '';
    try {
      if (address) {
        const response = await fetch(new URL(address, document.baseURI));
        if (!response.ok) throw new Error(`HTTP ${response.status}`);
        css = await response.text();
      }
    } catch (error) {
      console.warn(`SupportChat: customCSS ${address} could not be loaded. ${error}`);
    }
    if (address === current) sheet.replaceSync(css);
  };
}
