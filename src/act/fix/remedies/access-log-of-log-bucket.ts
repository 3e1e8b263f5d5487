import type { Finding } from '../../../model/finding.ts'
import { groupBy } from '../../../model/group-by.ts'
import { isLogging, type KnownTrail, knownTrails } from '../../../reason/assess/inventory/trails.ts'
import { organizationOf, type Place } from '../../../reason/assess/places.ts'
import { worldOf } from '../../../reason/assess/run.ts'
import type { World } from '../../../reason/assess/world.ts'
import { withReadsBelow } from '../parts/object-selectors.ts'
import { refusal, together } from '../parts/proposal.ts'
import { trailAsItIs } from '../parts/trail-as-it-is.ts'
import type { Context, Proposal, Remedy } from '../remedy.ts'

const isReached = (world: World, t: KnownTrail, { account, region }: Place): boolean => {
  if (!t.settings.isMultiRegion && t.trail.homeRegion !== region) return false
  if (t.account === account) return true
  const members = organizationOf(world)?.accounts ?? []
  return t.settings.isOrganization && members.some((a) => a.id === account)
}

/** The trail that is to record what happens in a place: that of the organisation first, which the place cannot change. */
const trailFor = (world: World, place: Place): KnownTrail | undefined =>
  knownTrails(world)
    .filter((t) => isLogging(t) === true && isReached(world, t, place))
    .toSorted((a, b) => Number(b.settings.isOrganization) - Number(a.settings.isOrganization))[0]

const INSTEAD =
  'Let the bucket write server access logs to another bucket of the same account and region: aws s3api put-bucket-logging'

const recording = (context: Context, trail: KnownTrail, findings: readonly Finding[]): Proposal => {
  const declared = trailAsItIs(context, trail)
  if ('why' in declared) return refusal(findings, { ...declared, instead: INSTEAD })
  const prefixes = [...new Set(findings.map((f) => `${f.resource}/`))].sort()
  const selectors = withReadsBelow(declared.selectors, prefixes)
  if ('why' in selectors)
    return refusal(findings, { why: `trail ${trail.name}: ${selectors.why}`, instead: INSTEAD })
  const isBasic = selectors.AdvancedEventSelectors === undefined
  return {
    desired: [{ ...declared, selectors }],
    notes: [
      {
        phase: 'trails',
        account: declared.account,
        region: declared.region,
        risks: [
          `Each read of ${prefixes.join(', ')} is a data event and is paid for: by every copy, and by those who read the log in bulk (Athena, a SIEM) most`,
          ...(isBasic
            ? [
                `Trail ${trail.name} has basic selectors: deletions in the log buckets cannot be taken without each delivery, and stay unrecorded; versions and object lock keep what is deleted`,
              ]
            : []),
        ],
      },
    ],
    refused: [],
  }
}

const placeOf = ({ account, region }: Finding): Place => ({ account, region })

export const accessLogOfLogBucket: Remedy = {
  id: 'access-log-of-log-bucket',
  title: 'Record who reads and deletes the files of the log',
  why: 'Who reads the audit log learns what you know, and who deletes from it hides what was done. Management events show neither.',
  cannot: [
    'Writes of the log are left out: each delivery would be recorded, and each record delivered.',
    'Reads by principals of other accounts are recorded for the owner of the bucket; their own trail may pay for them once more.',
  ],
  propose: (context) => {
    const world = worldOf(context.snapshot, context.now)
    const found = context.findings.map((f) => ({ f, trail: trailFor(world, placeOf(f)) }))
    return together(
      [...groupBy(found, ({ trail }) => trail?.arn ?? '').values()].map((group) => {
        const findings = group.map(({ f }) => f)
        const trail = group[0]?.trail
        return trail === undefined
          ? refusal(findings, {
              why: 'no trail that is logging reaches the account and region of the bucket',
              instead: INSTEAD,
            })
          : recording(context, trail, findings)
      }),
    )
  },
}
