import type { Selectors } from '../../../../src/model/selector.ts'
import type { Caller } from '../caller.ts'
import type { Happening } from '../happening.ts'
import type { Second } from '../time.ts'
import type { ChangeKind, TrailState } from '../trail.ts'
import { happening } from './happening.ts'

/** Keys of records are the lowerCamelCase of the API's (facts/aws.md 5). */
const lowerKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(lowerKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([k, v]) => [k.charAt(0).toLowerCase() + k.slice(1), lowerKeys(v)]),
  )
}

const selectorsInRecord = (s: Selectors) => lowerKeys(s) as Record<string, unknown>

const described = (arn: string, name: string, s: TrailState) => ({
  name,
  s3BucketName: s.bucket,
  ...(s.prefix !== '' && { s3KeyPrefix: s.prefix }),
  includeGlobalServiceEvents: s.globalEvents,
  isMultiRegionTrail: s.multiRegion,
  trailARN: arn,
  logFileValidationEnabled: s.validation,
  isOrganizationTrail: s.organization,
})

const created = (name: string, s: TrailState) => ({
  name,
  s3BucketName: s.bucket,
  ...(s.prefix !== '' && { s3KeyPrefix: s.prefix }),
  includeGlobalServiceEvents: s.globalEvents,
  isMultiRegionTrail: s.multiRegion,
  enableLogFileValidation: s.validation,
  isOrganizationTrail: s.organization,
})

/** The call that makes a change: recorded in the trail's home region and owner account alone (facts/aws.md 5.1). */
export const trailCall = (
  second: Second,
  caller: Caller,
  kind: ChangeKind,
  trail: { name: string; arn: string; home: string },
  after: TrailState,
  changed: Readonly<Record<string, unknown>> = {},
): Happening => {
  const { name, arn } = trail
  const both = {
    CreateTrail: [created(name, after), described(arn, name, after)],
    UpdateTrail: [{ name, ...changed }, described(arn, name, after)],
    PutEventSelectors: [
      { trailName: name, ...selectorsInRecord(after.selectors) },
      { trailARN: arn, ...selectorsInRecord(after.selectors) },
    ],
    StartLogging: [{ name }, null],
    StopLogging: [{ name: arn }, null],
    DeleteTrail: [{ name: arn }, null],
  }[kind] as [Record<string, unknown>, Record<string, unknown> | null]
  return happening(second, caller, {
    source: 'cloudtrail.amazonaws.com',
    name: kind,
    region: trail.home,
    readOnly: false,
    request: both[0],
    response: both[1],
    trail: arn,
    planted: true,
  })
}

/** A change that was refused: an attempt, which changes nothing. */
export const refused = (second: Second, caller: Caller, region: string): Happening =>
  happening(second, caller, {
    source: 'cloudtrail.amazonaws.com',
    name: 'StopLogging',
    region,
    readOnly: false,
    outcome: 'denied',
  })
