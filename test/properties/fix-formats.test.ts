import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cloudFormationLimit } from '../../src/act/fix/formats/cloudformation/limits.ts'
import { printCloudFormation } from '../../src/act/fix/formats/cloudformation/print.ts'
import { readBackCloudFormation } from '../../src/act/fix/formats/cloudformation/read.ts'
import { logGroupArn } from '../../src/act/fix/formats/log-group-arn.ts'
import { terraformLimit } from '../../src/act/fix/formats/terraform/limits.ts'
import { printTerraform } from '../../src/act/fix/formats/terraform/print.ts'
import { readBackTerraform } from '../../src/act/fix/formats/terraform/read.ts'
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

/** What only one of two spellings of the same is left of: the end of a log group's ARN. */
const spelled = (d: Desired): Desired =>
  d.kind === 'trail' && d.cloudWatchLogGroupArn !== undefined
    ? { ...d, cloudWatchLogGroupArn: logGroupArn(d.cloudWatchLogGroupArn) }
    : d

test('CloudFormation: print then read is identity', () => {
  let seen = 0
  fc.assert(
    fc.property(sayable(cloudFormationLimit), (desired) => {
      seen += desired.length
      const [place] = desired as [Desired]
      const printed = printCloudFormation(place, 'title "x"', desired)
      expect(readBackCloudFormation(printed, 'x.yaml')).toEqual(desired.map(spelled))
    }),
    { numRuns: 1500 },
  )
  expect(seen).toBeGreaterThan(1500)
})

/** An existing bucket of which nothing is said changes nothing: Terraform has no file for that. */
const saysSomething = (d: Desired): boolean =>
  d.kind !== 'bucket' || d.state === 'new' || Object.keys(d).length > 5

test('Terraform: print then read is identity', () => {
  let seen = 0
  fc.assert(
    fc.property(sayable(terraformLimit), (every) => {
      const desired = every.filter(saysSomething)
      const [place] = desired
      if (place === undefined) return
      seen += desired.length
      const printed = printTerraform(place, 'title\n"x"', desired)
      expect(readBackTerraform(printed, 'main.tf')).toEqual(desired.map(spelled))
    }),
    { numRuns: 1500 },
  )
  expect(seen).toBeGreaterThan(1500)
})
