import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accessKeyId, uuid } from '../fixtures/demo/chance/ids.ts'
import { random } from '../fixtures/demo/chance/prng.ts'

/** The decoding of verdict.md R15, written here once more: the first 48 bits, masked and shifted. */
const accountOf = (key: string): string => {
  let bits = 0n
  for (const c of key.slice(4))
    bits = bits * 32n + BigInt('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c))
  return `${((bits >> 32n) & 0x7fffffffff80n) >> 7n}`.padStart(12, '0')
}

describe('ids of the demo', () => {
  it('the decoding is that of the issue', () => {
    expect(accountOf('ASIAQNZGKIQY56JQ7WML')).toBe('029608264753')
  })

  it('R15 a key holds its account', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), fc.string(), (n, seed) => {
        const account = `${n}`.padStart(12, '0')
        const key = accessKeyId('ASIA', account, random(seed))
        expect(key).toMatch(/^ASIA[Q-Z2-7][A-Z2-7]{15}$/)
        expect(accountOf(key)).toBe(account)
      }),
      { numRuns: 2000 },
    )
  })

  it('drawing from a fork changes nothing elsewhere', () => {
    const a = random('seed')
    const b = random('seed')
    uuid(b.fork('other'))
    expect(uuid(a)).toBe(uuid(b))
    expect(uuid(a)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(uuid(random('seed').fork('x'))).not.toBe(uuid(random('seed').fork('y')))
  })
})
