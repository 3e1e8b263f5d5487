import { type Query, type Row, sql } from '../../../engine/sql.ts'
import type { ConfigurationEvent } from '../../../model/coverage.ts'
import { partitionOfRegion } from '../../../model/regions.ts'
import type { TrailEvent } from '../chain/context.ts'
import { actorColumn, explainingEvent } from './actor.ts'

/** A change of one trail: `arn` names it. */
export type ChangeOfTrail = TrailEvent & {
  readonly arn: string
  /** Whose trail it is said to be, where the answer says: `CreateTrail` and `UpdateTrail` tell the full state. */
  readonly isOrganization: boolean | null
  /** Where it delivers from then on; `null` where the record does not say. */
  readonly bucket: string | null
  readonly prefix: string | null
  readonly recursiveLogging: boolean | null
  /** Neither event history nor an authentic digest vouches for it: it explains no gap. */
  readonly isUnattested?: boolean
}

const names = ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging'] as const
type Name = (typeof names)[number]

const isName = (name: string): name is Name => names.some((n) => n === name)

const effectsOf = {
  CreateTrail: ['creates'],
  UpdateTrail: [],
  DeleteTrail: ['deletes'],
  StartLogging: ['starts'],
  StopLogging: ['stops'],
} as const satisfies Record<Name, readonly TrailEvent['effect'][]>

const memberOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined

const textOf = (value: unknown, key: string): string | null => {
  const member = memberOf(value, key)
  return typeof member === 'string' && member !== '' ? member : null
}

const booleanOf = (value: unknown, key: string): boolean | null => {
  const member = memberOf(value, key)
  return typeof member === 'boolean' ? member : null
}

/** A bare name means the trail of that name in the region and account of the call (facts/aws.md 5). */
const arnOf = (event: Told): string | null => {
  const name =
    textOf(event.response, 'trailARN') ??
    textOf(event.request, 'name') ??
    textOf(event.request, 'trailName')
  if (name === null || name.startsWith('arn:')) return name
  return `arn:${partitionOfRegion(event.region)}:cloudtrail:${event.region}:${event.account}:trail/${name}`
}

type Told = Pick<ConfigurationEvent, 'account' | 'region' | 'request' | 'response'> &
  Pick<TrailEvent, 'time' | 'name' | 'eventId' | 'actor'>

/** CreateTrail and UpdateTrail answer with the full state: validation absent from it is validation off (facts/aws.md 5.1). */
const validationOf = ({ response }: Told): TrailEvent['effect'][] => {
  const on = booleanOf(response, 'logFileValidationEnabled')
  if (on !== null) return [on ? 'validation-on' : 'validation-off']
  return textOf(response, 's3BucketName') === null ? [] : ['validation-off']
}

const changesOf = (told: Told): readonly ChangeOfTrail[] => {
  const arn = arnOf(told)
  if (arn === null || !isName(told.name)) return []
  const { time, name, eventId, actor, response, request } = told
  const isState = name === 'CreateTrail' || name === 'UpdateTrail'
  const state = {
    arn,
    isOrganization: booleanOf(response, 'isOrganizationTrail'),
    bucket: isState ? textOf(response, 's3BucketName') : null,
    prefix: isState ? (textOf(response, 's3KeyPrefix') ?? '') : null,
    recursiveLogging:
      booleanOf(response, 'recursiveLogging') ?? booleanOf(request, 'recursiveLogging'),
  }
  const effects = [...effectsOf[name], ...(isState ? validationOf(told) : [])]
  return effects.map((effect) => ({ time, name, eventId, actor, effect, ...state }))
}

const parsed = (text: Row[string] | undefined): unknown => {
  if (typeof text !== 'string') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const fromLake = async (query: Query): Promise<readonly Told[]> => {
  const rows = await query(sql`
    SELECT event_time, event_id, event_name, account, aws_region,
      request_parameters, response_elements, ${actorColumn} AS actor
    FROM events
    WHERE event_source = 'cloudtrail.amazonaws.com'
      AND event_name IN ('CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging')
      AND outcome = 'success'
    ORDER BY event_time, event_id`)
  return rows.map((row) => ({
    ...explainingEvent(row),
    account: String(row.account ?? ''),
    region: String(row.aws_region ?? ''),
    request: parsed(row.request_parameters),
    response: parsed(row.response_elements),
  }))
}

const fromEvidence = (events: readonly ConfigurationEvent[]): readonly Told[] =>
  events
    .filter((e) => e.source === 'cloudtrail.amazonaws.com' && !e.failed && isName(e.name))
    .map((e) => ({ ...e, eventId: e.id, actor: null }))

/**
 * Successful changes of trails that the lake and event history tell, each once, oldest first (facts/aws.md 5.1). UpdateTrail
 * and CreateTrail say whether validation is on; a stop that nobody saw is not among them.
 */
export const changesOfTrails = async (
  query: Query | null,
  events: readonly ConfigurationEvent[],
): Promise<readonly ChangeOfTrail[]> => {
  const told = [...(query === null ? [] : await fromLake(query)), ...fromEvidence(events)]
  const once = new Map<string, Told>()
  for (const event of told) {
    const key = `${event.eventId} ${event.account}`
    if (!once.has(key)) once.set(key, event)
  }
  return [...once.values()].flatMap(changesOf).toSorted((a, b) => a.time - b.time)
}
