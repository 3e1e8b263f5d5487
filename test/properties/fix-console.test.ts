import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cloudFormationLimit } from '../../src/act/fix/formats/cloudformation/limits.ts'
import { printCloudFormation } from '../../src/act/fix/formats/cloudformation/print.ts'
import { readBackCloudFormation } from '../../src/act/fix/formats/cloudformation/read.ts'
import { pages } from '../../src/act/fix/formats/console/pages.ts'
import { consoleLimit, printConsole } from '../../src/act/fix/formats/console/print.ts'
import { writtenSteps } from '../../src/act/fix/formats/written.ts'
import { type Desired, type DesiredKind, keyOf } from '../../src/model/desired.ts'
import { arbitraryDesired } from '../fixtures/arbitrary-desired.ts'
import { comparable } from '../fixtures/aws-commands/comparable.ts'
import { readable, readCommands } from '../fixtures/aws-commands/read.ts'
import { demoSnapshot, planFor } from '../fixtures/demo-plan.ts'
import { holedPlans } from '../fixtures/holed-plans.ts'

const inOrder = (all: readonly Desired[]): readonly Desired[] =>
  all.map(comparable).toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))

const readAgain = (desired: readonly Desired[], place: Desired): readonly Desired[] =>
  readCommands(
    printConsole(desired).map((s) => s.command),
    place,
  )

/** An existing bucket of which nothing is said has no command. */
const saysSomething = (d: Desired): boolean =>
  d.kind !== 'bucket' || d.state === 'new' || Object.keys(d).length > 5

/** The name of a trail is read from its ARN, which here is any text. */
const named = (d: Desired): Desired => (d.kind === 'retired-trail' ? { ...d, name: '' } : d)

test('console: what the commands do is what they were printed from, for anything with hostile texts', () => {
  const seen = new Map<DesiredKind, number>()
  fc.assert(
    fc.property(
      arbitraryDesired.filter((d) => consoleLimit(d) === undefined && saysSomething(d)),
      (desired) => {
        seen.set(desired.kind, (seen.get(desired.kind) ?? 0) + 1)
        const read = readAgain([desired], desired).map(comparable)
        expect(read.map(named)).toEqual([comparable(desired)].map(named))
      },
    ),
    { numRuns: 3000 },
  )
  expect(Math.min(...seen.values())).toBeGreaterThan(20)
  expect(seen.size).toBe(14)
})

test('console: the commands of a thing do what its CloudFormation template says', () => {
  let seen = 0
  fc.assert(
    fc.property(
      arbitraryDesired.filter(
        (d) =>
          consoleLimit(d) === undefined && cloudFormationLimit(d) === undefined && saysSomething(d),
      ),
      (desired) => {
        seen += 1
        const template = readBackCloudFormation(printCloudFormation(desired, 'x', [desired]), 'x')
        expect(readAgain([desired], desired).map(comparable)).toEqual(template.map(comparable))
      },
    ),
    { numRuns: 1000 },
  )
  expect(seen).toBeGreaterThan(500)
})

test('console: every step of the plans of the demo and of each check does what the plan and its template say', () => {
  let things = 0
  for (const { steps } of [planFor(demoSnapshot()), ...holedPlans()])
    for (const { step, commands, commanded, elsewhere } of writtenSteps(steps, 'console')) {
      expect(elsewhere).toEqual([])
      const read = inOrder(
        readCommands(
          commands.map((c) => c.command),
          step,
        ),
      )
      expect(read).toEqual(inOrder(commanded.filter(saysSomething)))
      const both = commanded.filter((d) => cloudFormationLimit(d) === undefined && saysSomething(d))
      const template = readBackCloudFormation(printCloudFormation(step, step.title, both), 'x')
      const keys = new Set(both.map(keyOf))
      expect(read.filter((d) => keys.has(keyOf(d)))).toEqual(inOrder(template))
      things += read.length
    }
  expect(things).toBeGreaterThan(100)
})

test('console: every operation that has a page can be read again', () => {
  expect(Object.keys(pages).filter((name) => !readable.has(name))).toEqual([])
})

test.each([
  ['a word outside quotes', 'aws s3api create-bucket --region eu-west-1 $(id)'],
  [
    'a member that no operation has',
    `aws cloudtrail start-logging --region eu-west-1 --cli-input-json '{"Name":"x","Other":1}'`,
  ],
  [
    'another region',
    `aws cloudtrail start-logging --region us-east-1 --cli-input-json '{"Name":"x"}'`,
  ],
  [
    'an operation that is not known',
    `aws iam create-user --region eu-west-1 --cli-input-json '{"UserName":"x"}'`,
  ],
  [
    'a trail that is deleted and was not stopped',
    `aws cloudtrail delete-trail --region eu-west-1 --cli-input-json '{"Name":"x"}'`,
  ],
])('console: %s is no command that is read over', (_, line) => {
  expect(() => readCommands([line], { account: '111122223333', region: 'eu-west-1' })).toThrow()
})
