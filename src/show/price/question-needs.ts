import type { Evidence } from '../../model/coverage.ts'
import { isKnown } from '../../model/observed.ts'
import type { Need } from '../../model/proposal.ts'
import type { Scope } from '../../model/scope.ts'
import { DAY } from '../../model/time.ts'
import { questions } from '../../reason/ask/list.ts'
import { needs as neededBy } from '../../reason/ask/parts/place.ts'
import type { Asked, Params, Part, Question } from '../../reason/ask/question.ts'
import { knownAccounts } from '../../reason/ask/resolve/accounts.ts'
import type { ResolvedBucket } from '../../reason/ask/resolve/bucket.ts'
import { logBuckets } from '../../reason/coverage/read/log-buckets.ts'

/** Questions about one thing that somebody names: what they need is not known before. */
const ABOUT_ONE_THING: ReadonlySet<string> = new Set(['resource-history'])

/** Questions that are asked of each bucket as well as of all. */
const ABOUT_BUCKETS: ReadonlySet<string> = new Set(['who-read-objects', 'who-wrote-objects'])

/** Buckets that questions are asked of one by one. */
const MOST_BUCKETS = 50

/** A bucket as snapshots know it; undefined where nobody knows who owns it, so that nothing can be said of it. */
const resolved = (name: string, { snapshots }: Evidence): ResolvedBucket | undefined => {
  const rows = snapshots.flatMap((s) =>
    s.buckets.filter((b) => b.name === name).map((bucket) => ({ bucket, partition: s.partition })),
  )
  const owners = rows.flatMap(({ bucket: { owner } }) => (isKnown(owner) ? owner.known : []))
  const regions = rows.flatMap(({ bucket: { region } }) => (isKnown(region) ? region.known : []))
  if (owners.length === 0) return undefined
  return {
    name,
    seen: true,
    owners: [...new Set(owners)].sort(),
    regions: [...new Set(regions)].sort(),
    partitions: [...new Set(rows.map((r) => r.partition))].sort(),
    unsettled: false,
  }
}

const askedOf = (evidence: Evidence, params: Params, bucket?: ResolvedBucket): Asked => ({
  params,
  window: { from: evidence.now - DAY, to: evidence.now },
  knownAccounts: knownAccounts(evidence),
  logBuckets: logBuckets(evidence.snapshots, evidence.events).flatMap(
    (name) => resolved(name, evidence) ?? [],
  ),
  partitions: [...new Set(['aws', ...evidence.snapshots.map((s) => s.partition)])].sort(),
  evidence,
  eachDataType: false,
  ...(bucket === undefined ? {} : { bucket }),
})

/** What all pieces of a part need, where each has one place in which its copies are surely looked for. */
const scopeOf = (part: Part): Scope | undefined => {
  const each = part.pieces.map((piece) => neededBy(piece)[0])
  const scopes = each.filter((scope) => scope !== undefined)
  return scopes.length === 0 || scopes.length < each.length
    ? undefined
    : { boxes: scopes.flatMap((s) => s.boxes) }
}

const needsOf = (question: Question, asked: Asked): readonly Need[] =>
  question.parts(asked).flatMap((part): readonly Need[] => {
    const scope = scopeOf(part)
    return scope === undefined
      ? []
      : [
          {
            kind: 'question',
            id: question.id,
            part: part.name,
            sentence: `${question.sentence(asked.params)} (${part.title})`,
            scope,
          },
        ]
  })

/** Buckets that hold no log of a trail, those that are named first. */
const bucketsOf = ({ snapshots }: Evidence, named: readonly string[]): readonly string[] => {
  const all = snapshots.flatMap((s) => s.buckets.map((b) => b.name))
  return [...new Set([...named, ...all])].slice(0, Math.max(MOST_BUCKETS, named.length))
}

/**
 * What the questions of `ask` need to have been recorded, asked of anyone, and of each of the buckets that snapshots know.
 * `named`: buckets that matter most, for there may be more than can be asked of one by one.
 */
export const questionNeeds = (
  evidence: Evidence,
  named: readonly string[] = [],
): readonly Need[] => {
  const anyone = askedOf(evidence, {})
  const general = questions
    .filter((q) => !ABOUT_ONE_THING.has(q.id))
    .flatMap((q) => needsOf(q, anyone))
  const ofBuckets = bucketsOf(evidence, named).flatMap((name) => {
    const bucket = resolved(name, evidence)
    if (bucket === undefined) return []
    const asked = askedOf(evidence, { bucket: name }, bucket)
    return questions.filter((q) => ABOUT_BUCKETS.has(q.id)).flatMap((q) => needsOf(q, asked))
  })
  return [...general, ...ofBuckets]
}
