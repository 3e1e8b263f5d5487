import { expect, it } from 'vitest'
import { bucketSize } from '../../../../src/gather/collect/probes/bucket-size.ts'
import {
  dataEventTypeOf,
  taggedTypes,
} from '../../../../src/gather/collect/probes/map/data-event-type.ts'
import { tables } from '../../../../src/gather/collect/probes/tables.ts'
import { dataEventTypes } from '../../../../src/model/catalogue/data-event-types.ts'
import { emptySnapshot } from '../../../../src/model/snapshot/empty.ts'
import { bucketOf, trailOf } from '../../../../src/reason/assess/given.ts'
import { answers } from './answers.ts'
import { type Canned, NOW, placeOf } from './place.ts'

it.each([
  ['arn:aws:sqs:eu-west-1:111111111111:q', 'AWS::SQS::Queue'],
  ['arn:aws:sns:eu-west-1:111111111111:t', 'AWS::SNS::Topic'],
  ['arn:aws:kinesis:eu-west-1:111111111111:stream/s', 'AWS::Kinesis::Stream'],
  ['arn:aws:states:eu-west-1:111111111111:stateMachine:m', 'AWS::StepFunctions::StateMachine'],
  ['arn:aws:sagemaker:eu-west-1:111111111111:model/m', undefined],
  ['arn:aws:rds:eu-west-1:111111111111:cluster:c', undefined],
  ['not an arn', undefined],
])('%s has data events of type %s', (arn, type) => expect(dataEventTypeOf(arn)).toBe(type))

it('every type is one of the catalogue, and is asked for once', () => {
  const types = ['sqs', 'sns'].map((s) => dataEventTypeOf(`arn:aws:${s}:r:111111111111:x`) ?? '')
  expect([...dataEventTypes]).toEqual(expect.arrayContaining(types))
  expect(new Set(taggedTypes).size).toBe(taggedTypes.length)
})

it('tables have ARNs of their partition', async () => {
  const found = { ...emptySnapshot(NOW), partition: 'aws-us-gov' }
  const { resources } = await tables.run(placeOf(tables, { answers, found }))
  expect(resources.map((r) => r.arn)).toEqual([
    'arn:aws-us-gov:dynamodb:eu-west-1:111111111111:table/orders',
  ])
})

const sizeFrom = async (over: Canned) => {
  const found = { trails: [trailOf()], buckets: [bucketOf()] }
  const place = placeOf(bucketSize, { answers: { ...answers, ...over }, found })
  return (await bucketSize.run(place)).buckets[0]?.size
}

it('the size is that of the newest day, over all storage classes', async () => {
  expect(await sizeFrom({})).toEqual({ known: { bytes: 1000, objects: 3 } })
})

it('a storage class whose last value is of an earlier day is not added to a later one', async () => {
  const size = await sizeFrom({
    'cloudwatch:GetMetricStatistics': ({ Dimensions }) => ({
      Datapoints: [
        {
          Timestamp: new Date(
            JSON.stringify(Dimensions).includes('Glacier') ? '2026-03-09' : '2026-03-10',
          ),
          Average: 5,
        },
      ],
    }),
  })
  expect(size).toEqual({ known: { bytes: 5, objects: 5 } })
})

it('no metrics is not "empty"', async () => {
  expect(await sizeFrom({ 'cloudwatch:ListMetrics': { Metrics: [] } })).toHaveProperty('unknown')
})
