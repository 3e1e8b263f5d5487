import { groupBy } from '../../../model/group-by.ts'
import { isKnown, type Observed } from '../../../model/observed.ts'
import { emptySnapshot } from '../../../model/snapshot/empty.ts'
import type { Organization } from '../../../model/snapshot/organization.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { formatInstant, type Instant } from '../../../model/time.ts'
import { compare } from '../canonical.ts'
import type { Fragment } from '../probe.ts'
import { identity, type ListName, listNames } from './identity.ts'
import { atOf, mergeThing, type Thing } from './thing.ts'
import { mergeObserved, type Said } from './values.ts'

/** What one run of a probe found, and when it ran. */
export interface Part {
  readonly at: Instant
  readonly fragment: Fragment
}

export interface MergedSnapshot {
  readonly snapshot: Snapshot
  /** Things that answered two ways in one run. */
  readonly notes: readonly string[]
}

/** Lists of places that were read: whole only where everyone who read there read it whole. */
const STRICT: ReadonlySet<ListName> = new Set(['trailsListed', 'listings'])

const isUnread = ({ value }: Said<Thing>): boolean =>
  Object.hasOwn((value.listed ?? {}) as object, 'unknown')

const mergeList = (name: ListName, parts: readonly Part[], notes: string[]): readonly Thing[] => {
  const keyOf = identity[name] as unknown as (thing: Thing) => string
  const said = parts.flatMap(({ at, fragment }) =>
    ((fragment[name] ?? []) as readonly Thing[]).map((value) => ({ value, at: atOf(value, at) })),
  )
  const same = [...groupBy(said, (s) => keyOf(s.value))].sort(([a], [b]) => compare(a, b))
  return same.map(([key, all]) => {
    const unread = STRICT.has(name) ? all.filter(isUnread) : []
    const { thing, differed } = mergeThing(unread.length > 0 ? unread : all)
    for (const member of differed)
      notes.push(`${name} ${key}: ${member} changed while it was read; the later answer is kept`)
    return thing
  })
}

type FoundOrganization = Observed<Organization | null>

const mergeOrganization = (parts: readonly Part[], notes: string[]): FoundOrganization => {
  const said = parts.flatMap(({ at, fragment: { organization } }) =>
    organization === undefined ? [] : [{ value: organization, at }],
  )
  if (said.length === 0) return { unknown: 'not-collected' }
  const merged = mergeObserved(said) as { value: FoundOrganization; at: Instant }
  if (!isKnown(merged.value) || merged.value.known === null) return merged.value
  const { id } = merged.value.known
  const same = said.flatMap(({ value, at }) =>
    isKnown(value) && value.known?.id === id ? [{ value: value.known, at }] : [],
  )
  const { thing, differed } = mergeThing(same)
  for (const member of differed)
    notes.push(`organisation ${id}: ${member} changed while it was read; the later answer is kept`)
  if (same.length < said.filter((s) => isKnown(s.value)).length)
    notes.push(
      `the organisation changed while it was read; kept: ${id}, ${formatInstant(merged.at)}`,
    )
  return { known: thing as Organization }
}

/**
 * One snapshot of what all runs found. The same trail seen from several accounts and regions is one trail with a row of
 * status for each. Depends neither on the order of the parts nor on how often one is given.
 */
export const mergeParts = (
  collectedAt: Instant,
  partition: string,
  parts: readonly Part[],
): MergedSnapshot => {
  const notes: string[] = []
  const lists = Object.fromEntries(listNames.map((name) => [name, mergeList(name, parts, notes)]))
  const organization = mergeOrganization(parts, notes)
  const snapshot = { ...emptySnapshot(collectedAt), ...lists, partition, organization } as Snapshot
  return { snapshot, notes: notes.sort(compare) }
}
