import { expect, test } from 'vitest'
import { parseInstant } from '../../../src/model/time.ts'
import { keyAddresses } from '../../../src/reason/assess/key-addresses.ts'
import { memoryLake } from '../../fixtures/memory-lake.ts'
import { A, call, KEY, keyOf, session, USER, user } from '../identity/given.ts'

const from = (sourceIPAddress: string, day: number, identity: object = user()) =>
  call('ListBuckets', identity, {
    sourceIPAddress,
    eventTime: `2026-03-0${day}T12:00:00Z`,
  })

test('a key that lasts is told by the day on which it came from most addresses, services left out', async () => {
  const lake = await memoryLake([
    from('198.51.100.1', 1),
    from('198.51.100.2', 2),
    from('198.51.100.3', 2),
    from('198.51.100.3', 2),
    from('2001:db8::1', 2),
    from('198.51.100.1', 3),
    from('s3.amazonaws.com', 2),
    from('198.51.100.9', 2, { ...user(), invokedBy: 'athena.amazonaws.com' }),
    from('198.51.100.9', 2, session(keyOf(1))),
  ])
  try {
    expect(await keyAddresses(lake.query)).toEqual([
      { key: KEY, user: USER, account: A, addresses: 3, day: parseInstant('2026-03-02') },
    ])
  } finally {
    await lake.close()
  }
})
