const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const KEY = /^[A-Z]{4}[Q-Z2-7][A-Z2-7]{15}$/
const LARGEST_ACCOUNT = 999_999_999_999n

/**
 * The account that an access key id names, as twelve digits; `undefined` where it names none: only
 * newer keys (20 base32 characters, the fifth Q-Z or 2-7) carry it, in the first 48 bits of what follows
 * the prefix (R15; verdict.md 3).
 */
export const accountOfKey = (key: string): string | undefined => {
  if (!KEY.test(key)) return undefined
  const bits = [...key.slice(4, 14)].reduce((n, c) => n * 32n + BigInt(ALPHABET.indexOf(c)), 0n)
  const account = ((bits >> 2n) & 0x7fff_ffff_ff80n) >> 7n
  return account <= LARGEST_ACCOUNT ? account.toString().padStart(12, '0') : undefined
}
