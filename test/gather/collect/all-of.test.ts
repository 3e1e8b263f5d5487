import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { allOf } from '../../../src/gather/collect/all-of.ts'

test('answers in the order of the items, however long each takes', async () => {
  const slowFirst = async (n: number) => {
    for (let i = 0; i < 5 - n; i++) await setImmediate()
    return n * 2
  }
  expect(await allOf([0, 1, 2, 3], 2, slowFirst)).toEqual([0, 2, 4, 6])
})

test('after the first error nothing begins, and nothing is still under way when it is thrown', async () => {
  const begun: number[] = []
  let underWay = 0
  const work = async (n: number) => {
    begun.push(n)
    underWay += 1
    for (let i = 0; i < n + 1; i++) await setImmediate()
    underWay -= 1
    if (n === 0) throw new Error('first')
  }
  await expect(allOf([0, 5, 9, 9, 9], 2, work)).rejects.toThrow('first')
  expect(underWay).toBe(0)
  expect(begun).toEqual([0, 5])
})
