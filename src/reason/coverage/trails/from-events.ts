import type { ConfigurationEvent } from '../../../model/coverage.ts'
import { DEFAULT_SELECTORS, type Selectors } from '../../../model/selector.ts'
import type { TrailConfig } from '../../../model/snapshot.ts'
import { formatInstant } from '../../../model/time.ts'
import { parseSelectors } from '../../selectors/parse.ts'
import { CLOUDTRAIL, trailWrites } from '../configuration-names.ts'
import { at, booleanAt, textAt } from '../json.ts'
import { cleanPrefix } from '../read/location.ts'
import type { Anchor, Anchors } from './anchor.ts'
import { resolveTrail, type TrailArn } from './arn.ts'
import { selectorsKey } from './selectors-key.ts'

/** The trail that a CloudTrail event is about; `undefined` where the record does not say. */
export const trailOf = (event: ConfigurationEvent): TrailArn | undefined => {
  const name =
    textAt(event.response, 'trailARN') ??
    textAt(event.request, 'name') ??
    textAt(event.request, 'trailName') ??
    textAt(event.request, 'trailARN')
  return name === undefined ? undefined : resolveTrail(name, event.account, event.region)
}

/** The full state that CreateTrail and UpdateTrail answer with (facts/aws.md 5.1); `undefined` where it is not whole. */
const configOf = (event: ConfigurationEvent): TrailConfig | undefined => {
  const { response } = event
  const s3Bucket = textAt(response, 's3BucketName')
  const isMultiRegion = booleanAt(response, 'isMultiRegionTrail')
  const isOrganization = booleanAt(response, 'isOrganizationTrail')
  const includeGlobalServiceEvents = booleanAt(response, 'includeGlobalServiceEvents')
  if (
    s3Bucket === undefined ||
    isMultiRegion === undefined ||
    isOrganization === undefined ||
    includeGlobalServiceEvents === undefined
  )
    return undefined
  const kmsKeyId = textAt(response, 'kmsKeyId')
  const recursive =
    booleanAt(response, 'recursiveLogging') ?? booleanAt(event.request, 'recursiveLogging')
  return {
    s3Bucket,
    s3Prefix: cleanPrefix(textAt(response, 's3KeyPrefix') ?? ''),
    isMultiRegion,
    isOrganization,
    includeGlobalServiceEvents,
    logFileValidation: booleanAt(response, 'logFileValidationEnabled') ?? false,
    ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
    ...(recursive === false ? { recursiveLogging: false } : {}),
  }
}

/** Which member of the request sets which member of the state. */
const setBy = {
  s3Bucket: 's3BucketName',
  s3Prefix: 's3KeyPrefix',
  isMultiRegion: 'isMultiRegionTrail',
  isOrganization: 'isOrganizationTrail',
  includeGlobalServiceEvents: 'includeGlobalServiceEvents',
} as const satisfies Partial<Record<keyof TrailConfig, string>>

/** What UpdateTrail did not set must be as it was believed to be; otherwise a change went unseen (R23). */
const untouchedAgrees = (event: ConfigurationEvent, after: TrailConfig | undefined) => {
  return (before: TrailConfig | null): boolean =>
    before !== null &&
    (after === undefined ||
      Object.entries(setBy).every(([member, sent]) => {
        const key = member as keyof typeof setBy
        return at(event.request, sent) !== undefined || before[key] === after[key]
      }))
}

const selectorsSet = (event: ConfigurationEvent): Selectors | undefined =>
  parseSelectors(event.response) ?? parseSelectors(event.request)

const attestedBy = (event: ConfigurationEvent, attested: ReadonlySet<number>): boolean =>
  event.objects.length === 0 || event.objects.some((id) => attested.has(id))

type Parts = { readonly [A in keyof Anchors]?: Anchors[A][number] }

const partsOf = (event: ConfigurationEvent, attested: ReadonlySet<number>): Parts => {
  const base = {
    time: event.time,
    observed: false,
    doubt: 'proof' as const,
    attested: attestedBy(event, attested),
    label: `${event.name} at ${formatInstant(event.time)}`,
  }
  const logging = (after: boolean): Anchor<boolean> =>
    after ? { ...base, after, doubt: 'hint', agrees: (before) => !before } : { ...base, after }
  switch (event.name) {
    case 'CreateTrail': {
      const made = { ...base, creates: true as const }
      return {
        config: { ...made, after: configOf(event), before: null, agrees: (b) => b === null },
        selectors: { ...made, after: DEFAULT_SELECTORS },
        logging: { ...made, after: false },
      }
    }
    case 'UpdateTrail': {
      const after = configOf(event)
      return { config: { ...base, after, agrees: untouchedAgrees(event, after) } }
    }
    case 'DeleteTrail':
      return {
        config: { ...base, after: null, agrees: (b) => b !== null },
        logging: { ...base, after: false },
      }
    case 'PutEventSelectors': {
      const after = selectorsSet(event)
      const changes = (before: Selectors) =>
        after === undefined || selectorsKey(before) !== selectorsKey(after)
      return { selectors: { ...base, after, doubt: 'hint', agrees: changes } }
    }
    case 'StartLogging':
      return { logging: logging(true) }
    case 'StopLogging':
      return { logging: logging(false) }
    default:
      return {}
  }
}

/** A change whose trail is not named may have been any change of any trail of that account and region. */
const anything = (event: ConfigurationEvent): Required<Parts> => {
  const base = {
    time: event.time,
    after: undefined,
    observed: false,
    doubt: 'proof' as const,
    attested: true,
    label: `${event.name} at ${formatInstant(event.time)}, which does not say of which trail`,
  }
  return { config: base, selectors: base, logging: base }
}

export const isTrailChange = (event: ConfigurationEvent): boolean =>
  event.source === CLOUDTRAIL && !event.failed && trailWrites.some((name) => name === event.name)

/** A delegated administrator may change an organisation trail, by a name that reads like one of its own (8.3). */
const byBareName = (event: ConfigurationEvent, trail: TrailArn): boolean =>
  event.account !== trail.account &&
  event.name !== 'CreateTrail' &&
  textAt(event.response, 'trailARN') === undefined &&
  [textAt(event.request, 'name'), textAt(event.request, 'trailName')].includes(trail.name)

/**
 * What the changes found in logs and event history tell about one trail (facts/aws.md 5.1). Failed calls change
 * nothing. `attested` are the ids of objects whose digest was verified; `organizational` says that the trail is, or
 * was at some time, a trail of an organisation.
 */
export const anchorsFromEvents = (
  trail: TrailArn,
  events: readonly ConfigurationEvent[],
  attested: ReadonlySet<number>,
  organizational: boolean,
): Anchors => {
  const parts = events.filter(isTrailChange).flatMap((event) => {
    const named = trailOf(event)
    if (named?.arn === trail.arn) return [partsOf(event, attested)]
    const here = event.region === trail.region
    const nameless = named === undefined && event.account === trail.account && here
    const delegated = organizational && here && byBareName(event, trail)
    return nameless || delegated ? [anything(event)] : []
  })
  return {
    config: parts.flatMap((p) => (p.config === undefined ? [] : [p.config])),
    selectors: parts.flatMap((p) => (p.selectors === undefined ? [] : [p.selectors])),
    logging: parts.flatMap((p) => (p.logging === undefined ? [] : [p.logging])),
  }
}
