import { WholetrailError } from '../../model/error.ts'
import type { Holder } from './clients.ts'
import { codeOf } from './failure.ts'
import { partitionOfArn } from './partition.ts'
import type { Session } from './session.ts'

/** Who asks. */
export interface Caller {
  readonly account: string
  readonly arn: string
  readonly partition: string
}

interface Identity {
  readonly Account?: string
  readonly Arn?: string
}

/** Asks AWS who is asking. Throws `aws` where it does not say. */
export const callerOf = async (
  send: Session['send'],
  own: Holder,
  region: string,
): Promise<Caller> => {
  let identity: Identity
  try {
    identity = (await send(own, region, 'sts', 'GetCallerIdentity', {})) as Identity
  } catch (cause) {
    if (cause instanceof WholetrailError) throw cause
    throw new WholetrailError(
      'aws',
      `AWS does not say who is asking: ${codeOf(cause)}: ${(cause as Error).message}`,
      {
        hint: 'check the credentials, the region, --endpoint-url and the network',
        cause,
      },
    )
  }
  const { Account: account = '', Arn: arn = '' } = identity
  return { account, arn, partition: partitionOfArn(arn) }
}
