import type { Finding } from '../../../model/finding.ts'
import { groupBy } from '../../../model/group-by.ts'
import { knownTrails } from '../../../reason/assess/inventory/trails.ts'
import { accountOf, type Place } from '../../../reason/assess/places.ts'
import type { World } from '../../../reason/assess/world.ts'
import { changeSelectors } from '../parts/change-selectors.ts'
import { mendMistakes } from '../parts/mend-mistakes.ts'
import { ALL_MANAGEMENT } from '../parts/new-trail.ts'
import { oneByOne } from '../parts/one-by-one.ts'
import { refusal, together } from '../parts/proposal.ts'
import { trailToWiden } from '../parts/trail-to-widen.ts'
import { bucketIn, logBucketIn } from '../parts/trails-of-bucket.ts'
import { type DataWish, withData, withManagement } from '../parts/wider-selectors.ts'
import type { Context, Proposal, Remedy } from '../remedy.ts'

type Propose = (context: Context, world: World, findings: readonly Finding[]) => Proposal

const NO_TRAIL = {
  why: 'No trail whose settings were read is on there and could record more',
  instead: 'Close the findings on missing and stopped trails first',
}

const placesOf = (world: World, { account, region, regions }: Finding): readonly Place[] =>
  (regions ?? (region === 'global' ? (accountOf(world, account)?.regions ?? []) : [region])).map(
    (r) => ({ account, region: r }),
  )

const trailNamed = (world: World, { resource }: Finding) =>
  knownTrails(world).find((t) => t.arn === resource)

const management: Propose = (context, world, [finding]) => {
  if (finding === undefined) return together([])
  const trail = trailToWiden(world, placesOf(world, finding), 'Management')
  return trail === undefined
    ? refusal([finding], NO_TRAIL)
    : changeSelectors(context, [finding], trail, withManagement, false)
}

/** The trail of the home of global services is to take them; a trail of all regions always does. */
const globalEvents: Propose = (context, world, [finding]) => {
  if (finding === undefined) return together([])
  const trail = trailToWiden(world, placesOf(world, finding), 'Management')
  if (trail === undefined) return refusal([finding], NO_TRAIL)
  const wider = changeSelectors(context, [finding], trail, withManagement, false)
  return {
    ...wider,
    desired: wider.desired.map((d) =>
      d.kind === 'trail' ? { ...d, includeGlobalServiceEvents: true } : d,
    ),
  }
}

const nothing: Propose = (context, world, [finding]) => {
  const trail = finding && trailNamed(world, finding)
  if (finding === undefined || trail === undefined)
    return refusal(finding ? [finding] : [], NO_TRAIL)
  return changeSelectors(context, [finding], trail, () => ALL_MANAGEMENT, false)
}

/** Resources of one place, all in one selector of one trail. */
const data = (
  context: Context,
  world: World,
  place: Place,
  findings: readonly Finding[],
  wish: DataWish,
): Proposal => {
  const trail = trailToWiden(world, [place], 'Data')
  if (trail === undefined || wish.arns.length === 0) return refusal(findings, NO_TRAIL)
  return changeSelectors(context, findings, trail, (s) => withData(s, wish), true)
}

const byPlace = (findings: readonly Finding[]): readonly (readonly Finding[])[] => [
  ...groupBy(findings, (f) => `${f.account} ${f.region}`).values(),
]

const objects: Propose = (context, world, findings) => {
  const [first] = findings
  const at = first && logBucketIn(world, first.resource)
  if (first === undefined || at === undefined)
    return refusal(findings, { why: 'The account or region of the bucket was not read' })
  const { partition } = world.snapshot
  const arns = findings.flatMap((f) => {
    const name = bucketIn(world, f.resource)
    return name === undefined ? [] : [`arn:${partition}:s3:::${name}/`]
  })
  return data(context, world, at.place, findings, {
    type: 'AWS::S3::Object',
    operator: 'StartsWith',
    arns: [...new Set(arns)],
  })
}

const resources =
  (type: string): Propose =>
  (context, world, findings) => {
    const [first] = findings
    if (first === undefined) return together([])
    const place = { account: first.account, region: first.region }
    const arns = findings.flatMap((f) =>
      f.resource.startsWith('arn:')
        ? [f.resource]
        : world.snapshot.resources
            .filter((r) => r.type === type && r.account === f.account && r.region === f.region)
            .map((r) => r.arn),
    )
    return data(context, world, place, findings, {
      type,
      operator: 'Equals',
      arns: [...new Set(arns)],
    })
  }

const decide =
  (why: string, instead: string): Propose =>
  (_, __, findings) =>
    refusal(findings, { why, instead })

/** By check; those of `together` take all findings of a place at once, so that one selector names them all. */
const byCheck: Readonly<Record<string, Propose>> = {
  'management-writes-missed': management,
  'management-reads-missed': management,
  'kms-events-missed': management,
  'rds-data-events-missed': management,
  'role-assumption-unrecorded': management,
  'global-events-missed': globalEvents,
  'trail-records-nothing': nothing,
  'selector-mistakes': mendMistakes,
  's3-reads-unrecorded': objects,
  's3-writes-unrecorded': objects,
  'lambda-unrecorded': resources('AWS::Lambda::Function'),
  'dynamodb-unrecorded': resources('AWS::DynamoDB::Table'),
  'everything-logged-without-strategy': decide(
    'What may go unrecorded is for somebody to decide, on the volume that was measured',
    'wholetrail price --optimise proposes what to leave out, and names what is lost with it',
  ),
  'other-data-events-unrecorded': decide(
    'A whole type of resources may cost more than it is worth',
    'wholetrail price --propose FILE prices a selector for it before it is switched on',
  ),
}

const objectChecks = new Set(['s3-reads-unrecorded', 's3-writes-unrecorded'])
const placeChecks = new Set(['lambda-unrecorded', 'dynamodb-unrecorded'])

/** One group is one selector: reads and writes of the buckets of a place, the functions of a place. */
const groupsOf = (findings: readonly Finding[]): readonly (readonly Finding[])[] => {
  const objects = findings.filter((f) => objectChecks.has(f.check))
  const placed = findings.filter((f) => placeChecks.has(f.check))
  const single = findings.filter((f) => !objectChecks.has(f.check) && !placeChecks.has(f.check))
  return [
    ...single.map((f) => [f]),
    ...byPlace(objects),
    ...[...groupBy(placed, (f) => f.check).values()].flatMap(byPlace),
  ]
}

export const trailSelectors: Remedy = {
  id: 'trail-selectors',
  title: 'Select what goes unrecorded',
  why: 'CloudTrail records reads of objects, invocations and rows of tables only when it is told to. What is selected is added to: what is recorded now stays recorded, but for what a mended mistake took in, which the step names.',
  cannot: [
    'Terraform cannot name every field of a selector (facts/aws.md 8.5): such a trail has the form of CloudFormation or of commands.',
    'New buckets, functions and tables are not taken in: run fix again, or select the whole type where its price is right.',
    'Nothing is narrowed but a beginning that takes in more buckets than it names, and the step says so: what to leave out is for wholetrail price --optimise.',
  ],
  propose: (context) => {
    const groups = groupsOf(context.findings)
    const firsts = new Map(groups.flatMap((g) => (g[0] === undefined ? [] : [[g[0], g] as const])))
    return oneByOne({ ...context, findings: [...firsts.keys()] }, (draft, world, first) => {
      const group = firsts.get(first) ?? [first]
      const propose = byCheck[first.check]
      return propose === undefined
        ? refusal(group, {
            why: `No selector closes ${first.check}`,
            ...(first.fix === undefined ? {} : { instead: first.fix }),
          })
        : propose(draft, world, group)
    })
  },
}
