import type { Random } from './random.ts'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The account ids of a world: ten apart, so that no two worlds share one. */
export const accountId = (seed: number, index: number): string =>
  String(100_000_000_000 + seed * 10 + index)

/** An access key id that carries its account: the top bit set, 40 bits of account, 39 random ones (facts/aws.md 2). */
export const accessKey = (r: Random, prefix: 'AKIA' | 'ASIA', account: string): string => {
  let bits = (1n << 79n) | (BigInt(account) << 39n) | BigInt(r.int(0, 2 ** 31 - 1))
  let out = ''
  for (let i = 0; i < 16; i++) {
    out = BASE32[Number(bits & 31n)] + out
    bits >>= 5n
  }
  return prefix + out
}

/** An id of a user (AIDA) or role (AROA). */
export const uniqueId = (r: Random, prefix: 'AIDA' | 'AROA'): string => prefix + r.text(BASE32, 16)

export const eventId = (r: Random): string =>
  [8, 4, 4, 4, 12].map((digits) => r.hex(digits)).join('-')
