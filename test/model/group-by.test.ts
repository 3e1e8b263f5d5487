import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupBy } from '../../src/model/group-by.ts'

test('each item is in the list of its key, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), (items) => {
      const groups = groupBy(items, (n) => n % 7)
      expect([...groups.keys()]).toEqual([...new Set(items.map((n) => n % 7))])
      for (const [key, group] of groups) expect(group).toEqual(items.filter((n) => n % 7 === key))
    }),
  )
})
