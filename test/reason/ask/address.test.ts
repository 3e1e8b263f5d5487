import { describe, expect, test } from 'vitest'
import { addressOf, spellings } from '../../../src/reason/ask/address.ts'
import { askOf, record } from './given.ts'

describe('addressOf', () => {
  test.each([
    ['203.0.113.9', '203.0.113.9'],
    [' 203.0.113.9 ', '203.0.113.9'],
    ['2001:DB8:0::1', '2001:db8::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
    ['::', '::'],
    ['::1', '::1'],
    ['fe80::', 'fe80::'],
    ['1:0:3:4:5:6:7:8', '1:0:3:4:5:6:7:8'],
    ['::ffff:203.0.113.9', '::ffff:cb00:7109'],
  ])('%s is %s', (text, address) => {
    expect(addressOf(text)).toBe(address)
  })

  test.each([
    '203.0.113.0/24',
    '203.0.113.09',
    '203.0.113',
    '203.0.113.256',
    '2001:db8::/32',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8:9',
    '12345::',
    ':1',
    'x',
    '',
  ])('%s is none', (text) => {
    expect(addressOf(text)).toBeUndefined()
  })

  test('every spelling is of the same address', () => {
    for (const address of ['2001:db8::1', '::', '1:2:3:4:5:6:7:8', '::ffff:cb00:7109'])
      for (const text of spellings(address).filter((t) => t.includes(':')))
        expect(addressOf(text)).toBe(address)
  })
})

describe('R28 an address', () => {
  const from = (sourceIPAddress: string) => record('RunInstances', { sourceIPAddress })
  const verdictOf = async (recorded: string, ip: string) =>
    (await askOf({ records: [from(recorded)] }, 'first-seen', { ip })).verdict

  test.each([
    ['203.0.113.9', '203.0.113.9 '],
    ['2001:db8:0:0:0:0:0:1', '2001:DB8:0::1'],
    ['2001:DB8::1', '2001:db8::1'],
    ['203.0.113.9', '::ffff:203.0.113.9'],
    ['cloudtrail.amazonaws.com', 'cloudtrail.amazonaws.com'],
  ])('%s is found by %s', async (recorded, ip) => {
    expect(await verdictOf(recorded, ip)).toBe('yes')
  })

  test.each(['203.0.113.0/24', '203.0.113.09', 'somewhere'])('%s is a usage error', async (ip) => {
    await expect(verdictOf('203.0.113.9', ip)).rejects.toMatchObject({ code: 'usage' })
  })
})
