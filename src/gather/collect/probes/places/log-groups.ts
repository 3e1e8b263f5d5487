import { isKnown } from '../../../../model/observed.ts'
import type { Snapshot } from '../../../../model/snapshot.ts'
import { ownerOfArn } from '../map/arn.ts'
import { plainGroupArn } from '../map/log-group.ts'
import { askedHere, type NamedThing } from './asked-here.ts'

/** The log groups that trails write to; a group of an account that is not read is asked by nobody. */
const namedGroups = (found: Snapshot): readonly NamedThing[] =>
  found.trails.flatMap((t) => {
    const group = isKnown(t.config) ? t.config.known.cloudWatchLogGroupArn : undefined
    const by = group === undefined ? undefined : ownerOfArn(group)
    return group === undefined || by === undefined ? [] : [{ arn: plainGroupArn(group), by }]
  })

/** The log groups of an account and region that trails of any account write to. */
export const groupsNamedHere = askedHere(namedGroups)
