// Which addresses a link may lead to.
const ALLOWED = new Set(["http:", "https:", "mailto:"]);

/** The address when it is safe to follow, else null. */
export function safeAddress(address: string): string | null {
  try {
    return ALLOWED.has(new URL(address).protocol) ? address : null;
  } catch {
    return null;
  }
}
