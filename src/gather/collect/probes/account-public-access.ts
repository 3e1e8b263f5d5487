import type { GetPublicAccessBlockOutput } from '@aws-sdk/client-s3-control'
import type { Probe } from '../probe.ts'
import { absent } from './buckets/absent.ts'
import { noneOr } from './map/answer.ts'
import { publicAccessBlockOf } from './map/bucket.ts'

/** The public access block of the whole account, which closes its buckets whatever their own settings are. */
export const accountPublicAccess = {
  id: 'account-public-access',
  reads: 'The public access block of the account.',
  step: 'places',
  reach: 'account',
  calls: [
    {
      service: 's3-control',
      operation: 'GetPublicAccessBlock',
      action: 's3:GetAccountPublicAccessBlock',
    },
  ],
  run: async (place) => {
    const { account } = place
    const readAt = place.now()
    const answer = await place.ask<GetPublicAccessBlockOutput>(
      's3-control',
      'GetPublicAccessBlock',
      { AccountId: account },
      { absent: absent.publicAccessBlock },
    )
    return {
      accountPublicAccess: [{ account, readAt, block: noneOr(answer, publicAccessBlockOf) }],
    }
  },
} as const satisfies Probe
