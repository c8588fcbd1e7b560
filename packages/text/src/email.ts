const LONGEST = 254;
const LONGEST_LOCAL = 64;
/** What RFC 5321 and RFC 6531 allow outside quotes; letters of any language. */
const ATOMS = /^[^\s\p{C}"(),:;<>@[\\\].]+(?:\.[^\s\p{C}"(),:;<>@[\\\].]+)*$/u;
const QUOTED = /^"(?:[^\p{C}"\\]|\\[^\p{C}])*"$/u;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;
const LONGEST_LABEL = 63;
const IPV4 = /^\[(\d{1,3}(?:\.\d{1,3}){3})\]$/;
const IPV6 = /^\[IPv6:([\da-f:.]+\])$/i;

/** Whether mail could be sent there: an address with at least two labels, or an address literal. Does not check that it exists. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  if (at < 1 || text.length > LONGEST || at > LONGEST_LOCAL) return false;
  const local = text.slice(0, at);
  if (!ATOMS.test(local) && !QUOTED.test(local)) return false;
  const domain = text.slice(at + 1);
  const literal = IPV4.exec(domain)?.[1] ?? domain.replace(IPV6, '[$1');
  if (literal !== domain) return hostOf(literal) !== null;
  const labels = domain.split('.');
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label)) || /^\d+$/.test(labels.at(-1) ?? '')) return false;
  return (
    hostOf(domain)
      ?.split('.')
      .every((label) => label.length <= LONGEST_LABEL) ?? false
  );
}

/** As it goes over the wire, where labels have their length: `müller.example` is `xn--mller-kva.example`. Null for a host that cannot be. */
function hostOf(host: string): string | null {
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return null;
  }
}
