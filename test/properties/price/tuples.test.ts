import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ternary } from '../../../src/model/scope.ts'
import type { Selectors } from '../../../src/model/selector.ts'
import { DAY, parseInstant } from '../../../src/model/time.ts'
import { tuplesOf } from '../../../src/reason/price/volumes/tuples.ts'
import { matches } from '../../../src/reason/selectors/matches.ts'
import type { SelectableEvent } from '../../../src/reason/selectors/types.ts'
import { type MemoryLake, memoryLake } from '../../fixtures/memory-lake.ts'
import { mixedWords, point, selectors, valuesFor } from '../selectors/arbitraries.ts'
import type { AwsEvent, Resource } from '../selectors/aws.ts'
import { eventOf } from '../selectors/points.ts'

const AT = parseInstant('2026-03-01T00:00:00Z')
const WINDOW = { from: AT, to: AT + DAY }

const BUCKETS = ['arn:aws:s3:::data', 'arn:aws:s3:::data-2', 'arn:aws:s3:::Data']
const arns = [
  ...mixedWords.arns,
  ...BUCKETS.flatMap((b) => [b, `${b}/`, `${b}/logs/`, `${b}/logs/1.gz`, `${b}/LOGS/1.GZ`]),
  'arn:aws:lambda:us-east-1:111111111111:function:f',
  'arn:aws:lambda:us-east-1:111111111111:function:f:live',
  'arn:aws:dynamodb:us-east-1:111111111111:table/T/stream/2026',
]
const users = [
  ...mixedWords.users,
  'arn:aws:sts::111111111111:assumed-role/batch/session-1',
  'arn:aws:sts::111111111111:assumed-role/batch/session-2',
  'arn:aws:iam::111111111111:user/path/anna',
]
const words = { ...mixedWords, arns, users }

const type = fc.constantFrom(
  'AWS::S3::Object',
  'AWS::S3::Bucket',
  'AWS::Lambda::Function',
  'AWS::DynamoDB::Table',
)
const resource: fc.Arbitrary<Resource> = fc.oneof(
  fc.record({ type, arn: fc.constantFrom(...arns) }),
  fc.record({ type, arnPrefix: fc.constantFrom(...arns) }),
  fc.record({ type }),
)

/** A record and the event that it is of; some records lack what selectors ask for (R1). */
interface Told {
  readonly event: SelectableEvent
  readonly record: object
}

const toldOf = (e: AwsEvent, lacking: readonly string[]): Told => {
  const kept = Object.fromEntries(
    Object.entries(e).filter(([key]) => !lacking.includes(key)),
  ) as SelectableEvent
  return {
    event: kept,
    record: {
      eventTime: '2026-03-01T01:00:00Z',
      eventCategory: kept.eventCategory,
      eventSource: kept.eventSource,
      eventName: kept.eventName,
      readOnly: kept.readOnly,
      eventType: kept.eventType,
      errorCode: kept.errorCode,
      vpcEndpointId: kept.vpcEndpointId,
      sessionCredentialFromConsole: kept.sessionCredentialFromConsole,
      awsRegion: 'us-east-1',
      recipientAccountId: '111111111111',
      userIdentity: { type: 'IAMUser', arn: kept.userIdentityArn },
      resources: kept.resources?.map(({ type: t, arn, arnPrefix }) => ({
        type: t,
        ARN: arn,
        ARNPrefix: arnPrefix,
      })),
    },
  }
}

const told: fc.Arbitrary<Told> = fc
  .tuple(
    point(valuesFor(words, true)),
    fc.array(resource, { maxLength: 3 }),
    fc.subarray(['resources', 'userIdentityArn', 'readOnly'], { maxLength: 1 }),
  )
  .map(([p, resources, lacking]) => toldOf(eventOf(p, resources), lacking))

const events = fc.sample(told, 600)
let lake: MemoryLake
beforeAll(async () => {
  lake = await memoryLake(events.map(({ record }, i) => ({ eventID: `${i}`, ...record })))
})
afterAll(() => lake.close())

type Answers = Record<Ternary, number>
const none = (): Answers => ({ yes: 0, no: 0, unknown: 0 })

const brute = (s: Selectors): Answers => {
  const answers = none()
  for (const { event } of events) answers[matches(s, event)]++
  return answers
}

test('what tuples say of a trail and of a proposal is what matching every event says', async () => {
  const seen = none()
  await fc.assert(
    fc.asyncProperty(selectors(words), selectors(words), async (trail, proposed) => {
      const tuples = await tuplesOf(lake.query, [trail, proposed], WINDOW)
      for (const s of [trail, proposed]) {
        const answers = none()
        for (const { event, count } of tuples) answers[matches(s, event)] += count
        expect(answers).toEqual(brute(s))
        for (const answer of ['yes', 'no', 'unknown'] as const) seen[answer] += answers[answer]
      }
    }),
    { numRuns: 60 },
  )
  expect(seen.yes).toBeGreaterThan(100)
})
