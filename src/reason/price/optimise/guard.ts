import type { Refused, Release } from '../../../model/goal.ts'
import type { Need } from '../../../model/proposal.ts'
import type { Box, BoxFields } from '../../../model/scope.ts'
import { isCovered } from '../../selectors/covers.ts'
import { intersect } from '../../selectors/intersect.ts'
import { narrow } from '../../selectors/narrow.ts'
import type { Covered } from '../../selectors/types.ts'
import { needChanges, type Recordings } from '../kept/needs.ts'
import type { Candidate } from './candidate.ts'

/** What would be refused although the goal itself does not ask for it. */
type Reason = Pick<Refused, 'reason' | 'sentence'>

const arnsOf = (release: Exclude<Release, 'all'>, partitions: readonly string[]): BoxFields[] => {
  const StartsWith = [
    ...release.resources,
    ...partitions.flatMap((p) => release.buckets.map((name) => `arn:${p}:s3:::${name}/`)),
  ]
  return StartsWith.length === 0 ? [] : [{ 'resources.ARN': { StartsWith } }]
}

/** Whether everything that is lost is what a goal gives up by name. */
export const isReleased = (
  candidate: Candidate,
  lost: Covered,
  release: Release,
  partitions: readonly string[],
): boolean => {
  if (lost.covered || release === 'all') return true
  if (lost.more > 0 || lost.tooComplex || !('cut' in candidate)) return false
  const { type } = candidate.cut
  const limits = arnsOf(release, partitions).map((fields): Box => ({ fields }))
  if (type === undefined || limits.length === 0) return false
  const selectors = {
    AdvancedEventSelectors: [
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: [type] },
        ],
      },
    ],
  }
  return isCovered([{ id: 'released', limits, selectors }], { boxes: lost.residual }, 'must')
}

/** Who did anything to the resource that a cut names: a question even where no other asks it. */
const historyOf = (candidate: Candidate): readonly Need[] => {
  if (!('cut' in candidate)) return []
  const { category, type, fields } = candidate.cut
  const arn = fields.find(([field]) => field === 'resources.ARN')?.[1]
  const [name] = [...(arn?.Equals ?? []), ...(arn?.StartsWith ?? [])]
  if (type === undefined || arn === undefined || name === undefined) return []
  const scope = {
    boxes: [
      {
        fields: {
          eventCategory: { Equals: [category] },
          'resources.type': { Equals: [type] },
          'resources.ARN': arn,
        },
      },
    ],
  }
  const sentence = `What was done to ${name.replace(/\/$/, '')}?`
  return [{ kind: 'question', id: 'resource-history', part: null, sentence, scope }]
}

const touches =
  (lost: readonly Box[]) =>
  ({ scope }: Need): boolean =>
    intersect(narrow(scope), { boxes: lost }).boxes.length > 0

/** The first question that can be answered now and could not be for sure, of those that the goal does not release. */
export const blinded = (
  candidate: Candidate,
  lost: Covered,
  [was, is]: readonly [Recordings, Recordings],
  needs: readonly Need[],
  release: Exclude<Release, 'all'>,
): Reason | undefined => {
  if (lost.covered) return undefined
  const isAll = lost.more > 0 || lost.tooComplex
  const concerned = [...historyOf(candidate), ...needs]
    .filter(({ id }) => !release.questions.includes(id))
    .filter((need) => isAll || touches(lost.residual)(need))
  const worse = needChanges(concerned, was, is).filter(
    ({ change }) => change === 'becomes-blind' || change === 'becomes-unknown',
  )
  const told = worse.find(({ need }) => need.id !== 'resource-history') ?? worse[0]
  if (told === undefined) return undefined
  const others = new Set(worse.map(({ need }) => need.id)).size - 1
  return {
    reason: 'answers',
    sentence: `No longer answerable: ${told.need.sentence}${others > 0 ? ` (${others} more)` : ''}. A goal may release it`,
  }
}

/** What a check says worse of a set-up without the noise. */
export interface Worsened {
  readonly check: string
  readonly resource: string
  readonly reason: string
}

const lastOf = (resource: string): string => resource.split(/[:/]/).at(-1) ?? resource

/** The first check that would fail, of those that the goal does not release. */
export const failed = (
  worse: readonly Worsened[],
  release: Exclude<Release, 'all'>,
): Reason | undefined => {
  const told = worse.find(
    ({ check, resource }) =>
      !release.checks.includes(check) &&
      !release.buckets.includes(lastOf(resource)) &&
      !release.resources.includes(resource),
  )
  return told === undefined
    ? undefined
    : { reason: 'answers', sentence: `Check ${told.check} would no longer pass: ${told.reason}` }
}
