import type { Finding } from '../../../model/finding.ts'
import type { Step } from '../../../model/plan.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { namesOf, texts } from './texts.ts'

const bucketOf = ({ config }: Snapshot['trails'][number]): string | undefined =>
  'known' in config ? config.known.s3Bucket : undefined

/** What goes with the trails that a step retires: themselves, and buckets that no trail delivers to any more. */
const retiredIn = (
  snapshot: Snapshot,
  gone: ReadonlySet<string>,
  { desired }: Step,
): readonly string[] => {
  const arns = new Set(desired.flatMap((d) => (d.kind === 'retired-trail' ? [d.arn] : [])))
  const kept = new Set(snapshot.trails.filter((t) => !gone.has(t.arn)).map(bucketOf))
  const buckets = snapshot.trails.filter((t) => arns.has(t.arn)).map(bucketOf)
  return [...arns, ...buckets.filter((b) => b !== undefined && !kept.has(b))].filter(
    (name) => name !== undefined,
  )
}

const lastOf = (resource: string): string => resource.split(/[:/]/).at(-1) ?? resource

type Closers = (finding: Finding) => readonly string[]

/**
 * The steps that a finding goes by, from their names: those that retire what it is about; otherwise those of its remedy
 * that make it or speak of it; otherwise those of its remedy, in its account before others. For plans with too many
 * steps to ask the checks after each of them.
 */
export const likelyClosers = (snapshot: Snapshot, steps: readonly Step[]): Closers => {
  const gone = new Set(
    steps.flatMap((s) => s.desired.flatMap((d) => (d.kind === 'retired-trail' ? [d.arn] : []))),
  )
  const known = steps.map((step) => ({
    step,
    retired: new Set(retiredIn(snapshot, gone, step)),
    makes: new Set(step.desired.flatMap(namesOf)),
    speaksOf: new Set(texts(step.desired)),
  }))
  return (finding) => {
    const name = lastOf(finding.resource)
    const retiring = known.filter((k) => k.retired.has(finding.resource) || k.retired.has(name))
    const own = known.filter(
      (k) => finding.remedy !== undefined && k.step.remedies.includes(finding.remedy),
    )
    const making = own.filter((k) => k.makes.has(name))
    const speaking = own.filter((k) => k.speaksOf.has(finding.resource) || k.speaksOf.has(name))
    const here = own.filter((k) => k.step.account === finding.account)
    const near = known.filter((k) => k.step.account === finding.account)
    const found = [retiring, making, speaking, here, own, near].find((some) => some.length > 0)
    return (found ?? known).slice(-1).map((k) => k.step.id)
  }
}
