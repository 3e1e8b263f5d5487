import { expect, test } from 'vitest'
import { worst } from '../../src/show/exit.ts'

test('several exit codes at once: 2 > 4 > 1 > 3 > 0', () => {
  expect(worst()).toBe(0)
  expect(worst(0, 3)).toBe(3)
  expect(worst(3, 1)).toBe(1)
  expect(worst(1, 4, 3)).toBe(4)
  expect(worst(4, 2)).toBe(2)
  expect(worst(130, 2)).toBe(130)
})
