import { isKnown } from '../../../../model/observed.ts'
import type { Place } from '../../probe.ts'
import { ownerOfArn, placeOfArn } from '../map/arn.ts'
import { plainGroupArn } from '../map/log-group.ts'

/** ARNs of the log groups of this account and region that trails of any account write to. */
export const groupsNamedHere = ({ found, account, region }: Place): readonly string[] => {
  const named = found.trails.flatMap((t) =>
    isKnown(t.config) && t.config.known.cloudWatchLogGroupArn !== undefined
      ? [plainGroupArn(t.config.known.cloudWatchLogGroupArn)]
      : [],
  )
  return [...new Set(named)]
    .filter((arn) => ownerOfArn(arn) === account && placeOfArn(arn)?.region === region)
    .sort()
}
