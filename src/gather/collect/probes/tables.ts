import { isKnown } from '../../../model/observed.ts'
import type { Probe } from '../probe.ts'
import { listAll } from './list-all.ts'
import { listedHere } from './listing.ts'

/** Tables whose items are read and written by data events. */
export const tables = {
  id: 'tables',
  reads: 'DynamoDB tables, whose items are read and written by data events.',
  step: 'lists',
  reach: 'region',
  calls: [{ service: 'dynamodb', operation: 'ListTables', action: 'dynamodb:ListTables' }],
  run: async (place) => {
    const { account, region, found } = place
    const readAt = place.now()
    const list = await listAll<string>(place, ['dynamodb', 'ListTables', 'TableNames'], {})
    const names = isKnown(list) ? list.known : []
    return {
      listings: [listedHere('tables', place, readAt, list)],
      resources: names.map((name) => ({
        account,
        region,
        readAt,
        type: 'AWS::DynamoDB::Table',
        arn: `arn:${found.partition}:dynamodb:${region}:${account}:table/${name}`,
      })),
    }
  },
} as const satisfies Probe
