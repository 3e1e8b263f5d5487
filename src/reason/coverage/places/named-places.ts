import { isKnown } from '../../../model/observed.ts'
import type { Scope, ScopeField } from '../../../model/scope.ts'
import type { Ground } from '../ground.ts'
import { textAt } from '../json.ts'
import { ANY, type Cell } from '../read/location.ts'
import { changedRegions } from './regions.ts'

/** Accounts and regions in which anything may differ from the rest: only these need a look of their own. */
export interface NamedPlaces {
  readonly accounts: readonly string[]
  readonly regions: readonly string[]
}

const sorted = (values: Iterable<string | null | undefined>): readonly string[] =>
  [
    ...new Set([...values].filter((v) => typeof v === 'string' && v !== ANY && v !== '')),
  ].sort() as string[]

const namesOf = (ground: Ground): NamedPlaces => {
  const { snapshots, trails, holes, ledger, events } = ground
  const cells: Cell[] = [
    ...[...ground.claims.values()].flat(),
    ...trails.map((t) => t.trail),
    ...[...ledger.ofCell.values()].flatMap(([slot]) => slot ?? []),
    ...snapshots.flatMap((s) => s.trails).flatMap((t) => t.status),
  ]
  const members = snapshots.flatMap((s) =>
    isKnown(s.organization) ? (s.organization.known?.accounts ?? []) : [],
  )
  const disabled = snapshots
    .flatMap((s) => s.regions)
    .flatMap((r) => (isKnown(r.regions) ? r.regions.known : []))
    .filter((r) => !r.enabled)
  return {
    accounts: sorted([
      ...cells.map((c) => c.account),
      ...holes.map((h) => h.account),
      ...members.map((m) => m.id),
    ]),
    regions: sorted([
      'us-east-1',
      ...cells.map((c) => c.region),
      ...holes.map((h) => h.region),
      ...disabled.map((r) => r.name),
      ...changedRegions(snapshots),
      ...events.map((e) => textAt(e.request, 'regionName')),
    ]),
  }
}

const namedPlaces = (ground: Ground): NamedPlaces =>
  ground.once('named places', () => namesOf(ground))

/** The values of a field that every box of a scope is limited to; `undefined` when some box is not. */
export const limitedTo = (scope: Scope, field: ScopeField): readonly string[] | undefined => {
  const lists = scope.boxes.map((box) => {
    const constraint = box.fields[field]
    const others = constraint?.StartsWith ?? constraint?.EndsWith
    return others === undefined ? constraint?.Equals : undefined
  })
  return lists.includes(undefined) ? undefined : [...new Set(lists.flatMap((l) => l ?? []))].sort()
}

/** The accounts and regions to look at for a scope. `*` stands for every region that is not named (R25). */
export const placesFor = (ground: Ground, scope: Scope): NamedPlaces => {
  const named = namedPlaces(ground)
  return {
    accounts: limitedTo(scope, 'account') ?? named.accounts,
    regions: limitedTo(scope, 'region') ?? [...named.regions, ANY],
  }
}
