/** Names of parameters whose value grants access to something. Rather one too many: an empty value costs little. */
const SECRET =
  /token|key(?!word)|code|pass(?![aei])|pwd|session|sessid|auth(?!or(?!i))|sig(?!n)|signature|jwt|secret|credential|bearer|ticket|nonce|hash|hmac|saml|[cx]srf|magic|invit|(?<![a-z])(?:sid|pin|otp|pw)(?![a-z])/i;
/** A signed token is recognizable by its beginning, `{"` in base64. */
const SIGNED = /(?<![\w-])eyJ[\w-]+\.[\w.-]+/g;
/** Maximum nesting of addresses within addresses. */
const DEEPEST = 3;

/**
 * The address of a page as others may see it: path and query are kept, and so is a hash that is a route (`#/cart`). A parameter that looks
 * like a secret, or contains one, keeps its name and loses its value.
 */
export function withoutSecrets(address: string): string {
  const open = address.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, '$1').replace(/#(?!!?\/).*/s, '');
  return withoutValues(open, DEEPEST).replace(SIGNED, '');
}

function withoutValues(address: string, depth: number): string {
  return address.replace(/(^|[?&#;/])([^?&#;/=]*)=([^&#;]*)/g, (pair, mark: string, name: string, value: string) => {
    const inner = unescapeAll(value);
    const carries = depth ? withoutValues(inner, depth - 1) !== inner : inner.includes('=');
    return carries || SECRET.test(unescapeAll(name)) ? `${mark}${name}=` : pair;
  });
}

/** Decodes ASCII only, as often as it was escaped: only names and the marks around them matter here. */
function unescapeAll(text: string): string {
  let plain = text;
  for (let depth = 0; depth < DEEPEST; depth += 1) plain = plain.replace(/%([0-7][\da-f])/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return plain;
}
