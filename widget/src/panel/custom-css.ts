/** Makes `apply(address)`: the site's own style sheet, fetched as text and put into `sheet`; relative addresses, in the sheet too, count from the page. */
export function createCustomCss(sheet: CSSStyleSheet | HTMLElement): (address: string) => Promise<void> {
  let current = '';
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
    if (address !== current) return;
    if ('replaceSync' in sheet) sheet.replaceSync(css);
    else sheet.textContent = css;
  };
}
