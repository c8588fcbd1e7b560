/** The two lines that a site owner pastes before `</body>`. */
export function embedCode(publicUrl: string, siteKey: string): string {
  return [
    `<script>window.SupportChatConfig = { siteKey: ${scriptText(siteKey)} };</script>`,
    `<script async src="${attributeText(`${publicUrl}/widget.js`)}"></script>`,
  ].join('\n');
}

/** A JavaScript string that cannot end the enclosing script element. */
function scriptText(value: string): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function attributeText(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
