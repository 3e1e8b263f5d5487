import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cloudFormationLimit } from '../../src/act/fix/formats/cloudformation/limits.ts'
import { printCloudFormation } from '../../src/act/fix/formats/cloudformation/print.ts'
import { readBackCloudFormation } from '../../src/act/fix/formats/cloudformation/read.ts'
import type { Desired } from '../../src/model/desired.ts'
import { arbitraryDesired } from '../fixtures/arbitrary-desired.ts'

/** Things of one place, no two of them the same, that a form can say. */
const sayable = (limit: (d: Desired) => string | undefined) =>
  fc
    .array(arbitraryDesired, { minLength: 1, maxLength: 4 })
    .map((every) => {
      const [first] = every
      return every.filter(
        (d) =>
          first !== undefined &&
          d.account === first.account &&
          d.region === first.region &&
          limit(d) === undefined,
      )
    })
    .filter((every) => every.length > 0)

test('CloudFormation: print then read is identity', () => {
  let seen = 0
  fc.assert(
    fc.property(sayable(cloudFormationLimit), (desired) => {
      seen += desired.length
      const [place] = desired as [Desired]
      const printed = printCloudFormation(place, 'title "x"', desired)
      expect(readBackCloudFormation(printed, 'x.yaml')).toEqual(desired)
    }),
    { numRuns: 1500 },
  )
  expect(seen).toBeGreaterThan(1500)
})
