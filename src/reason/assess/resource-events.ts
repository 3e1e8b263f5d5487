import { groupBy } from '../../model/group-by.ts'
import { isKnown } from '../../model/observed.ts'
import type { Scope } from '../../model/scope.ts'
import type { Listed, Resource } from '../../model/snapshot/resource.ts'
import type { Result } from './check.ts'
import { unsettled } from './inventory/say.ts'
import { accountsOf, type Place, placeKey } from './places.ts'
import { type Judgement, judgePart } from './recording/judge.ts'
import { wereListed } from './recording/listings.ts'
import { dataEventsOf } from './recording/scopes.ts'
import { counted, some } from './words.ts'
import type { World } from './world.ts'

interface ResourceEvents {
  readonly type: string
  /** A plural: `functions`. */
  readonly things: string
  readonly listed: Listed
  /** The permission that lists them. */
  readonly permission: string
  /** Narrower than every data event of the type, where less is asked for. */
  readonly scopeOf?: (arn?: string) => readonly Scope[]
}

interface Judged {
  readonly resource: Resource
  readonly judgement: Judgement
}

/** Of scopes of which only one is what really happens: decided where all agree. */
const agreed = (judgements: readonly Judgement[]): Judgement | undefined => {
  const [first] = judgements
  if (first === undefined) return undefined
  if (judgements.every((j) => j.status === first.status)) return first
  const other = judgements.find((j) => j.status !== 'covered') ?? first
  return {
    ...other,
    status: 'unknown',
    why: 'whether these events count as reads or as writes is not documented by AWS',
    settle: other.settle ?? 'make such an event and look for it in the log',
  }
}

const resultOf = (place: Place, status: Result['status'], reason: string): Result => ({
  status,
  resource: place.account,
  account: place.account,
  region: place.region,
  reason,
})

const ofOne = ({ resource, judgement }: Judged, things: string): Result => {
  const { status, why, settle, left } = judgement
  const isMissed = status === 'missed'
  return {
    ...resultOf(resource, isMissed ? 'fail' : 'unknown', ''),
    resource: resource.arn,
    reason: `data events of ${resource.arn}, one of ${things}, ${isMissed ? 'are not' : 'may not be'} recorded: ${why}`,
    evidence: left.slice(0, 3),
    ...(isMissed ? {} : { settle: settle ?? 'collect again' }),
  }
}

/** One finding where all are alike; one for each where some are recorded and some are not. */
const summed = (place: Place, judged: readonly Judged[], things: string): readonly Result[] => {
  const [first] = judged
  const of = (status: Judgement['status']) => judged.filter((j) => j.judgement.status === status)
  const { region } = place
  if (first === undefined) return []
  if (of('covered').length === judged.length)
    return [
      resultOf(
        place,
        'pass',
        `data events of ${judged.length} ${things} in ${region} are recorded`,
      ),
    ]
  const { status, why, settle } = first.judgement
  if (status !== 'covered' && of(status).length === judged.length && judged.length > 1) {
    const isMissed = status === 'missed'
    const reason = `data events of ${judged.length} ${things} in ${region} ${isMissed ? 'are not' : 'may not be'} recorded: ${why}`
    return [
      {
        ...resultOf(place, isMissed ? 'fail' : 'unknown', reason),
        evidence: [
          some(
            judged.map((j) => j.resource.arn),
            20,
          ),
        ],
        ...(isMissed ? {} : { settle: settle ?? 'collect again' }),
      },
    ]
  }
  return judged.filter((j) => j.judgement.status !== 'covered').map((j) => ofOne(j, things))
}

const unlisted = (world: World, { things, listed, permission }: ResourceEvents) =>
  accountsOf(world).flatMap(({ account, reached, regions }) => {
    const unread = regions.filter((region) => !wereListed(world, listed, { account, region }))
    if (!isKnown(reached) || unread.length === 0) return []
    return [
      {
        ...unsettled(
          { resource: account, account, region: 'global' },
          `which ${things} account ${account} has in ${counted(unread.length, 'region')} was not read: ${some(unread)}`,
          `read ${permission} there`,
        ),
        regions: unread,
        facet: unread.join(),
      },
    ]
  })

/** Whether data events on all resources of a type are recorded, for each account and region that has some. */
export const resourceEvents =
  (events: ResourceEvents) =>
  (world: World): readonly Result[] => {
    const { type, things, scopeOf = (arn) => [dataEventsOf(type, arn)] } = events
    const wholes = scopeOf()
    const places = groupBy(
      world.snapshot.resources.filter((r) => r.type === type),
      placeKey,
    )
    const found = [...places.values()].flatMap((resources) => {
      const judged = resources.flatMap((resource): readonly Judged[] => {
        const judgement = agreed(
          wholes.map((whole, i) =>
            judgePart(world, resource, whole, () => scopeOf(resource.arn)[i] ?? whole),
          ),
        )
        return judgement === undefined ? [] : [{ resource, judgement }]
      })
      const [first] = resources
      return first === undefined ? [] : summed(first, judged, things)
    })
    return [...found, ...unlisted(world, events)]
  }
