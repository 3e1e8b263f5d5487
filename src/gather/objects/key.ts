import type { ObjectKind } from '../../model/manifest.ts'
import { type Instant, tryParseInstant } from '../../model/time.ts'

/** What the name of an object claims: a claim, since copies may be renamed (facts/aws.md 2.1). */
export interface KeyClaim {
  /** What stands before AWSLogs/, without the last slash; '' for none; null where there is no layout. */
  readonly before: string | null
  readonly organization: string | null
  readonly account: string | null
  readonly region: string | null
  /** The minute in the file name. */
  readonly named: Instant | null
  /** The UTC day of the folders, or of the name. */
  readonly day: Instant | null
  /** `undefined` when the name says nothing of what is inside. */
  readonly kind: ObjectKind | undefined
}

/** A map: a folder may be called `constructor`. */
const folderKinds = new Map<string, ObjectKind>(
  Object.entries({
    CloudTrail: 'log',
    'CloudTrail-Digest': 'digest',
    'CloudTrail-Insight': 'insight',
    'CloudTrail-NetworkActivity': 'network-activity',
    'CloudTrail-Aggregated': 'aggregated',
    Config: 'config',
    elasticloadbalancing: 'elb',
  } as const satisfies Record<string, ObjectKind>),
)

const LAYOUT =
  /^(?:(.*)\/)?AWSLogs\/(?:(o-[a-z0-9]{4,32})\/)?(\d{12})\/([^/]+)\/(?:([a-z0-9-]+)\/)?(\d{4})\/(\d{1,2})\/(\d{1,2})\/([^/]+)$/
const LOOSE_LAYOUT = /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]{4,32}\/)?(\d{12})\/([^/]+)\//
const FILE_NAME =
  /^(\d{12})_(CloudTrail(?:-[A-Za-z]+)?)_([a-z0-9-]+)_(?:.*_)?(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?Z/

const nothing: KeyClaim = {
  before: null,
  organization: null,
  account: null,
  region: null,
  named: null,
  day: null,
  kind: undefined,
}

const dayFrom = (y?: string, m?: string, d?: string): Instant | null =>
  tryParseInstant(`${y}-${m?.padStart(2, '0')}-${d?.padStart(2, '0')}`) ?? null

const claimOfName = (name: string): KeyClaim => {
  const m = FILE_NAME.exec(name)
  if (m === null) return nothing
  const [, account, folder, region, y, mo, d, h, mi, s = '00'] = m
  return {
    ...nothing,
    account: account ?? null,
    region: region ?? null,
    named: tryParseInstant(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`) ?? null,
    day: dayFrom(y, mo, d),
    kind: folderKinds.get(folder ?? ''),
  }
}

/** Reads a key, or a path with `/`, for what it claims of the object. Never fails. */
export const claimOfKey = (key: string): KeyClaim => {
  const name = claimOfName(key.slice(key.lastIndexOf('/') + 1))
  const m = LAYOUT.exec(key)
  if (m === null) {
    const loose = LOOSE_LAYOUT.exec(key)
    if (loose === null) return name
    return { ...name, account: loose[1] ?? null, kind: folderKinds.get(loose[2] ?? '') ?? 'other' }
  }
  const [, before = '', organization, account, folder = '', region, y, mo, d] = m
  return {
    before,
    organization: organization ?? null,
    account: account ?? null,
    region: region ?? name.region,
    named: name.named,
    day: dayFrom(y, mo, d),
    kind: folderKinds.get(folder) ?? 'other',
  }
}

/** Whether the name says that this is a file of CloudTrail events (R19). */
export const claimsLog = (claim: KeyClaim): boolean =>
  claim.kind === 'log' || claim.kind === 'network-activity'
