/** Names of parameters that open something for whoever knows their value. Rather one too many: an empty value costs little. */
const SECRET =
  /token|key(?!word)|code|pass(?![aei])|pwd|session|sessid|auth(?!or(?!i))|sig(?!n)|signature|jwt|secret|credential|bearer|ticket|nonce|hash|hmac|saml|[cx]srf|magic|invit|(?<![a-z])(?:sid|pin|otp|pw)(?![a-z])/i;
/** A signed token says what it is by its beginning, `{"` in base64. */
const SIGNED = /(?<![\w-])eyJ[\w-]+\.[\w.-]+/g;
/** Addresses within addresses, at most. */
const DEEPEST = 3;

/**
 * The address of a page as others may see it: path and query stay, so does a hash that is a route (`#/cart`). A parameter that looks like a secret, or
 * carries one, keeps its name and loses its value.
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

/** ASCII alone, as often as it has been escaped: only names and the marks around them count here. */
function unescapeAll(text: string): string {
  let plain = text;
  for (let depth = 0; depth < DEEPEST; depth += 1) plain = plain.replace(/%([0-7][\da-f])/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return plain;
}
