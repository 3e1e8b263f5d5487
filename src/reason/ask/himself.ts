/**
 * Whether who called is already the one behind the call: a user or root with a key of his own. The name of a session
 * is what somebody chose, and proves nothing.
 */
export const isHimself = (who: unknown, label: string): boolean =>
  typeof who === 'string' &&
  (/:root$/.test(who) || (who.includes(':user/') && who.endsWith(`/${label}`)))
