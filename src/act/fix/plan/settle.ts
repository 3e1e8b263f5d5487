import type { Finding, RemedyId } from '../../../model/finding.ts'
import type { Choice } from '../../../model/plan.ts'
import { newlyFailing } from '../../../reason/assess/standing.ts'
import { type Draft, drafted } from './draft.ts'
import type { Blocked, PlanInput } from './input.ts'
import { namesOf } from './texts.ts'

/** What a trail that goes leaves behind is for a person to review: the plan says so and deletes nothing. */
export const isLeftBehind = (finding: Finding): boolean => finding.group === 'orphans'

const isAskedFor = (input: PlanInput, finding: Finding): boolean =>
  (input.wanted === undefined || input.wanted(finding)) &&
  input.remedies.some((remedy) => remedy.id === finding.remedy)

/** A plan that takes nothing away: what fails after it lacks something more, and is no harm done. */
const takesAway = ({ wishes }: Draft): boolean =>
  [...wishes.values()].some(({ desired }) => desired.kind === 'retired-trail')

/** What is said of a thing that the plan makes, or of a bucket that it leaves: of neither was it asked before. */
const isOfMadeOrLeft = ({ wishes }: Draft, { snapshot }: PlanInput, { resource }: Finding) => {
  const desired = [...wishes.values()].map((wish) => wish.desired)
  const gone = new Set(desired.flatMap((d) => (d.kind === 'retired-trail' ? [d.arn] : [])))
  const last = resource.split(/[:/]/).at(-1) ?? resource
  return (
    desired.some((d) => d.state === 'new' && namesOf(d).includes(last)) ||
    snapshot.trails.some(
      ({ arn, config }) =>
        gone.has(arn) && 'known' in config && resource.endsWith(`:s3:::${config.known.s3Bucket}`),
    )
  )
}

/**
 * A new finding that is no harm done by the plan: it was not asked to close it, or nobody made a choice. Of a plan that
 * retires a trail every new failure is harm, whatever was asked for.
 */
const isToBeSaid = (draft: Draft, input: PlanInput, finding: Finding): boolean =>
  isLeftBehind(finding) ||
  draft.refused.get(finding.fingerprint)?.needs !== undefined ||
  (!isAskedFor(input, finding) && (!takesAway(draft) || isOfMadeOrLeft(draft, input, finding)))

const isNear = (a: Finding, b: Finding): boolean =>
  a.resource === b.resource || (a.account === b.account && a.region === b.region)

/** The findings that a remedy had better not be given: those near the harm, or all where none is. */
const toBlock = (
  draft: Draft,
  remedy: RemedyId,
  harm: Finding,
  blocked: Blocked,
): readonly Finding[] => {
  const tried = draft.tried.get(remedy) ?? []
  const near = tried.filter((f) => isNear(f, harm))
  const isAgain = near.every((f) => blocked.get(remedy)?.has(f.fingerprint))
  return near.length === 0 || isAgain ? tried : near
}

const blocking = (draft: Draft, harms: readonly Finding[], before: Blocked): Blocked => {
  const blocked = new Map([...before].map(([id, why]) => [id, new Map(why)]))
  const last = [...draft.tried.keys()].at(-1)
  for (const harm of harms) {
    const remedy = draft.broughtBy.get(`${harm.check} ${harm.account} ${harm.resource}`) ?? last
    if (remedy === undefined) continue
    const why = blocked.get(remedy) ?? new Map<string, string>()
    for (const f of toBlock(draft, remedy, harm, before))
      if (!why.has(f.fingerprint)) why.set(f.fingerprint, harm.reason)
    blocked.set(remedy, why)
  }
  return blocked
}

const sizeOf = (blocked: Blocked): number =>
  [...blocked.values()].reduce((n, why) => n + why.size, 0)

export interface Settled {
  readonly draft: Draft
  readonly blocked: Blocked
}

const NOTHING = new Map<RemedyId, ReadonlyMap<string, string>>()

/**
 * The wishes that do no harm: where they would make a check fail on something that it does not fail on now, the remedy
 * that brings it about is not given what lies near, and all is thought of again. Ends, since each round gives less.
 */
export const settled = (
  input: PlanInput,
  found: readonly Finding[],
  choices: readonly Choice[],
  blocked: Blocked = NOTHING,
): Settled => {
  const round = { input, choices, blocked, isTraced: false }
  const draft = drafted(found, round)
  const harms = newlyFailing(found, draft.findings).filter((f) => !isToBeSaid(draft, input, f))
  if (harms.length === 0 || draft.wishes.size === 0) return { draft, blocked }
  const more = blocking(drafted(found, { ...round, isTraced: true }), harms, blocked)
  const all = new Map(
    input.remedies.map(({ id }) => [
      id,
      new Map([...found, ...draft.findings].map((f) => [f.fingerprint, harms[0]?.reason ?? ''])),
    ]),
  )
  return settled(input, found, choices, sizeOf(more) > sizeOf(blocked) ? more : all)
}
