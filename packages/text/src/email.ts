const LONGEST = 254;
const LONGEST_LOCAL = 64;
/** What RFC 5321 and RFC 6531 allow outside quotes; letters of any language. */
const ATOMS = /^[^\s\p{C}"(),:;<>@[\\\].]+(?:\.[^\s\p{C}"(),:;<>@[\\\].]+)*$/u;
const QUOTED = /^"(?:[^\p{C}"\\]|\\[^\p{C}])*"$/u;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;
const LITERAL = /^\[(?:\d{1,3}(?:\.\d{1,3}){3}|IPv6:[\da-f:.]{2,45})\]$/i;

/** Could mail be sent there? An address of at least two labels or an address literal; whether it exists is another question. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  if (at < 1 || text.length > LONGEST || at > LONGEST_LOCAL) return false;
  const local = text.slice(0, at);
  if (!ATOMS.test(local) && !QUOTED.test(local)) return false;
  const domain = text.slice(at + 1);
  const labels = domain.split('.');
  return LITERAL.test(domain) || (labels.length > 1 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? ''));
}
