import type { Finding } from '../../../model/finding.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Selectors } from '../../../model/selector.ts'
import { bucketNamed, bucketsOf } from '../../../reason/assess/inventory/buckets.ts'
import { type KnownTrail, knownTrails } from '../../../reason/assess/inventory/trails.ts'
import { accountsOf } from '../../../reason/assess/places.ts'
import { wereListed } from '../../../reason/assess/recording/listings.ts'
import type { World } from '../../../reason/assess/world.ts'
import type { Context, Proposal } from '../remedy.ts'
import { changeSelectors } from './change-selectors.ts'
import { mendedSelectors } from './mended-selectors.ts'
import { refusal, together } from './proposal.ts'

const goneIn = ({ evidence }: Finding): readonly string[] =>
  evidence.flatMap((said) => /^(\S+) names nothing that exists/.exec(said)?.[1] ?? [])

/** A bucket that is in no list of ours may be somebody else's, whose objects our principals use (facts/aws.md 3.2, 4). */
const isPerhapsForeign = (world: World, arn: string): boolean => {
  const name = /^arn:[^:]*:s3:::([^/*]+)/.exec(arn)?.[1]
  if (name === undefined) return false
  const exists = bucketNamed(world, name)?.exists
  return !(exists !== undefined && isKnown(exists) && !exists.known)
}

const beginsIn = ({ EventSelectors = [], AdvancedEventSelectors = [] }: Selectors) => [
  ...EventSelectors.flatMap((s) => (s.DataResources ?? []).flatMap((d) => d.Values ?? [])),
  ...AdvancedEventSelectors.flatMap((s) => s.FieldSelectors).flatMap((f) => f.StartsWith ?? []),
]

/** What the trail took in and takes in no more, as risks of the step. */
const narrowed = (trail: KnownTrail, proposal: Proposal, gone: readonly string[]): Proposal => {
  const [changed] = proposal.desired.flatMap((d) => (d.kind === 'trail' ? [d] : []))
  const { selectors } = trail.trail
  if (changed === undefined || !isKnown(selectors)) return proposal
  const now = new Set(beginsIn(changed.selectors))
  const lost = [...new Set(beginsIn(selectors.known))].filter(
    (value) => !now.has(value) && !gone.includes(value) && !value.endsWith('/'),
  )
  const risks = [
    ...lost.map(
      (value) =>
        `Trail ${trail.name} took in every bucket whose name begins as ${value} says, buckets of tomorrow and of other accounts among them; from this step on it takes in those only that its selectors name with a slash`,
    ),
    ...gone.map(
      (value) => `Trail ${trail.name} names ${value} no more: nothing of that name is there`,
    ),
  ]
  if (risks.length === 0) return proposal
  const { account, region } = changed
  return {
    ...proposal,
    notes: [...proposal.notes, { phase: 'trails', account, region, risks }],
  }
}

/** Selectors that say what was meant. What may name something of another account stays as it is. */
export const mendMistakes = (
  context: Context,
  world: World,
  [finding]: readonly Finding[],
): Proposal => {
  const trail = finding && knownTrails(world).find((t) => t.arn === finding.resource)
  if (finding === undefined) return together([])
  if (trail === undefined)
    return refusal([finding], { why: `The settings of ${finding.resource} were not read` })
  const gone = goneIn(finding)
  const foreign = gone.find((arn) => isPerhapsForeign(world, arn))
  if (foreign !== undefined)
    return refusal([finding], {
      why: `${foreign} is in no list that was read, and may belong to another account, whose objects principals of yours use: without it their calls go unrecorded`,
      instead: `Ask whose bucket it is; take it out of trail ${trail.name} by hand when nobody uses it`,
    })
  const isListed = accountsOf(world).every(({ account }) =>
    wereListed(world, 'buckets', { account, region: 'global' }),
  )
  const like = (prefix: string) =>
    isListed
      ? bucketsOf(world)
          .map((b) => `arn:${world.snapshot.partition}:s3:::${b.name}`)
          .filter((arn) => arn.startsWith(prefix))
      : undefined
  const proposal = changeSelectors(
    context,
    [finding],
    trail,
    (selectors) =>
      mendedSelectors(selectors, like, (arn) => gone.includes(arn)) ?? {
        why: 'Nothing would be left of its selectors',
        instead: 'Retire the trail, or say what it is to record',
      },
    false,
  )
  return narrowed(trail, proposal, gone)
}
