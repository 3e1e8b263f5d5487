import type { FunctionConfiguration } from '@aws-sdk/client-lambda'
import { isKnown } from '../../../model/observed.ts'
import type { Probe } from '../probe.ts'
import { listAll } from './list-all.ts'
import { listedHere } from './listing.ts'

/** Functions whose calls are data events. */
export const functions = {
  id: 'functions',
  reads: 'Lambda functions, whose calls are data events.',
  step: 'lists',
  reach: 'region',
  calls: [{ service: 'lambda', operation: 'ListFunctions', action: 'lambda:ListFunctions' }],
  run: async (place) => {
    const { account, region } = place
    const readAt = place.now()
    const list = await listAll<FunctionConfiguration>(
      place,
      ['lambda', 'ListFunctions', 'Functions'],
      {},
    )
    const arns = isKnown(list) ? list.known.flatMap((f) => f.FunctionArn ?? []) : []
    return {
      listings: [listedHere('functions', place, readAt, list)],
      resources: arns.map((arn) => ({
        account,
        region,
        readAt,
        type: 'AWS::Lambda::Function',
        arn,
      })),
    }
  },
} as const satisfies Probe
