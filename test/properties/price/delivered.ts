import type { Manifest } from '../../../src/model/manifest.ts'
import { isKnown } from '../../../src/model/observed.ts'
import type { Ternary } from '../../../src/model/scope.ts'
import type { Selectors } from '../../../src/model/selector.ts'
import { emptySnapshot } from '../../../src/model/snapshot/empty.ts'
import type { Snapshot, SnapshotTrail } from '../../../src/model/snapshot.ts'
import { DAY } from '../../../src/model/time.ts'
import { ACCOUNT, AT, REGION } from '../../../src/reason/assess/given.ts'
import { matches } from '../../../src/reason/selectors/matches.ts'
import type { SelectableEvent } from '../../../src/reason/selectors/types.ts'
import { aLog, type MemoryLake, memoryLake } from '../../fixtures/memory-lake.ts'
import { type Drawn, isRead, NAMES, resourcesOf, sourceOf } from './worlds.ts'

const objects = NAMES.map((name, n) => ({
  ...aLog,
  id: n + 1,
  uri: `test:${name}`,
  sha256: name,
  bucket: `${name}-logs`,
  prefix: '',
  account: ACCOUNT,
  region: REGION,
}))

export const eventOf = (drawn: Drawn): SelectableEvent => ({
  eventCategory: drawn.kind === 'data' ? 'Data' : 'Management',
  eventSource: sourceOf(drawn),
  eventName: drawn.name,
  readOnly: isRead(drawn),
  eventType: 'AwsApiCall',
  userIdentityArn: drawn.caller.arn,
  resources: resourcesOf(drawn),
})

const recordOf = (drawn: Drawn, i: number) => ({
  eventID: `${i}`,
  eventTime: `2026-03-01T12:00:${String(i % 60).padStart(2, '0')}Z`,
  eventSource: sourceOf(drawn),
  eventName: drawn.name,
  eventType: 'AwsApiCall',
  eventCategory: drawn.kind === 'data' ? 'Data' : 'Management',
  readOnly: isRead(drawn),
  awsRegion: REGION,
  recipientAccountId: ACCOUNT,
  userIdentity: identityOf(drawn),
  resources: resourcesOf(drawn)?.map((r) => ({
    type: r.type,
    ...('arn' in r ? { ARN: r.arn } : { ARNPrefix: r.arnPrefix }),
  })),
})

const identityOf = ({ caller: { arn, principal, invokedBy } }: Drawn) => {
  if (principal === 'anonymous') return { type: 'AWSAccount', principalId: 'Anonymous' }
  if (invokedBy !== undefined) return { type: 'AWSService', invokedBy }
  const isRole = principal.includes(':role/')
  return {
    type: isRole ? 'AssumedRole' : 'IAMUser',
    arn,
    ...(isRole ? { sessionContext: { sessionIssuer: { type: 'Role', arn: principal } } } : {}),
  }
}

export const selectorsOf = ({ selectors }: SnapshotTrail): Selectors =>
  isKnown(selectors) ? selectors.known : {}

export const answers = (selectors: Selectors, drawn: Drawn): Ternary =>
  matches(selectors, eventOf(drawn))

/** A lake of what trails delivered: all that they surely select, and of what nobody knows, what `doubt` says. */
export interface World {
  readonly snapshot: Snapshot
  readonly manifest: Manifest
  readonly lake: MemoryLake
  /** Events that were delivered, each with the indexes of the trails that did. */
  readonly events: readonly { readonly drawn: Drawn; readonly by: readonly number[] }[]
}

export const worldOf = async (
  trails: readonly SnapshotTrail[],
  drawn: readonly Drawn[],
  doubt: (i: number, trail: number) => boolean,
): Promise<World> => {
  const events = drawn.flatMap((one, i) => {
    const by = trails.flatMap((trail, t) => {
      const answer = answers(selectorsOf(trail), one)
      return answer === 'yes' || (answer === 'unknown' && doubt(i, t)) ? [t] : []
    })
    return by.length === 0 ? [] : [{ drawn: one, by }]
  })
  const lake = await memoryLake(
    events.map((e, i) => recordOf(e.drawn, i)),
    {
      objects,
      objectOf: (i) => (events[i]?.by[0] ?? 0) + 1,
      alsoIn: (i) => (events[i]?.by ?? []).slice(1).map((t) => t + 1),
    },
  )
  const completeness = NAMES.map((name) => ({
    bucket: `${name}-logs`,
    prefix: '',
    account: '*' as const,
    region: '*' as const,
    from: AT - 400 * DAY,
    to: AT + 400 * DAY,
    level: 'listed' as const,
    at: AT + 400 * DAY,
  }))
  const manifest: Manifest = {
    runs: [{ source: 'test', startedAt: AT, finishedAt: AT, completeness }],
    objects,
    conflicts: [],
    unknownKeys: {},
    events: events.length,
    sightings: 0,
  }
  return { snapshot: { ...emptySnapshot(AT), trails: [...trails] }, manifest, lake, events }
}
