import { expect, test } from 'vitest'
import { readAny } from '../../../../src/gather/verify/run/read-any.ts'
import type { Read, Store } from '../../../../src/gather/verify/store/store.ts'

const name = { bucket: 'b', key: 'k' }
const store = (read: Read): Store => ({
  uri: 's3://b',
  kind: 'bucket',
  asOf: 0,
  folders: async () => [],
  digests: async () => [],
  logs: async () => [],
  read: async () => read,
  hidden: async () => null,
})
const failed = (status: 'absent' | 'denied' | 'archived' | 'no-bucket') =>
  store({ status, detail: status })
const there = store({
  status: 'read',
  uri: 's3://b/k',
  stored: new Uint8Array(),
  mark: null,
  metadata: null,
})
const statusOf = async (...stores: Store[]) => (await readAny(stores, name)).status

test('the first store that has an object gives it, whatever the others say', async () => {
  expect(await statusOf(failed('absent'), failed('denied'), there)).toBe('read')
})

test('a store that may have it and cannot tell is heard before those that have it not', async () => {
  expect(await statusOf(failed('absent'), failed('denied'))).toBe('denied')
  expect(await statusOf(failed('denied'), failed('absent'))).toBe('denied')
  expect(await statusOf(failed('no-bucket'), failed('archived'), failed('absent'))).toBe('archived')
})

test('where all say that it is not there it is absent', async () => {
  expect(await statusOf(failed('absent'), failed('no-bucket'))).toBe('absent')
  expect(await statusOf()).toBe('absent')
})
