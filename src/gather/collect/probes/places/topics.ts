import { isKnown } from '../../../../model/observed.ts'
import type { Snapshot } from '../../../../model/snapshot.ts'
import { placeOfArn } from '../map/arn.ts'
import { askedHere, type NamedThing } from './asked-here.ts'
import { askerOf } from './asker.ts'

/** The topics that trails, alarms and rules name, and in which account. */
const namedTopics = (found: Snapshot): readonly NamedThing[] => {
  const things: readonly { readonly arn: string | undefined; readonly by: string | undefined }[] = [
    ...found.trails.map((t) => ({
      arn: isKnown(t.config) ? t.config.known.snsTopicArn : undefined,
      by: askerOf(found, t),
    })),
    ...found.alarms.flatMap((a) => a.actions.map((arn) => ({ arn, by: a.account }))),
    ...found.eventRules.flatMap((r) =>
      isKnown(r.targets) ? r.targets.known.map((arn) => ({ arn, by: r.account })) : [],
    ),
  ]
  return things.flatMap(({ arn, by }) =>
    arn !== undefined && by !== undefined && placeOfArn(arn)?.service === 'sns'
      ? [{ arn, by }]
      : [],
  )
}

/** The topics to be asked in an account and region. */
export const topicsNamedHere = askedHere(namedTopics)
