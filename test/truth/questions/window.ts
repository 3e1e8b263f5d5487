import type { Random } from '../random.ts'
import { HOURS, MINUTES, type Second } from '../world/time.ts'
import type { World } from '../world/world.ts'

interface Window {
  readonly from: Second
  readonly to: Second
}

/** When something changes in what is recorded or delivered: windows that end or begin there are the hard ones (R24). */
const edges = ({ trails, failing, accounts, newRegion, window }: World): Second[] =>
  [
    ...trails.flatMap((t) => t.changes.map((c) => c.second)),
    ...failing.flatMap((f) => [f.from, f.to]),
    ...accounts.flatMap((a) => [a.joinedAt, a.leftAt]),
    newRegion?.enabledAt,
  ].filter((t) => t !== undefined && window.from < t && t < window.to) as Second[]

const atEdge = ({ window: { from, to } }: World, r: Random, edge: Second): Window =>
  r.pick([
    { from, to: edge },
    { from: edge, to },
    { from: edge - 12 * MINUTES, to: edge },
    { from: edge + MINUTES, to: edge + 14 * MINUTES },
  ])

/** The minutes next to a change in which a trail should still, or already, have recorded: only its slowness hides events. */
const besideChange = ({ trails }: World, r: Random): Window | undefined => {
  const changes = trails[0]?.changes ?? []
  if (changes.length === 0) return undefined
  const { kind, second } = r.pick(changes)
  return kind === 'StartLogging'
    ? { from: second, to: second + 14 * MINUTES }
    : { from: second - 14 * MINUTES, to: second }
}

/** The whole window of the world, a part of it, or an hour of it; sometimes beyond what was collected. */
export const windowFor = (w: World, r: Random): Window => {
  const { from, to } = w.window
  const changes = edges(w)
  const beside = w.trouble === 'edge of a change' ? besideChange(w, r) : undefined
  if (beside !== undefined && r.chance(0.85)) return beside
  if (changes.length > 0 && r.chance(0.35)) return atEdge(w, r, r.pick(changes))
  if (r.chance(0.5)) return { from, to }
  if (r.chance(0.4)) {
    const start = r.int(from, to - HOURS)
    return { from: start, to: start + r.int(20, 90) * MINUTES }
  }
  const start = from + r.int(0, 2 * HOURS)
  const end = to - r.int(0, HOURS) + (r.chance(0.1) ? 3 * HOURS : 0)
  return { from: start, to: Math.max(end, start + 10 * MINUTES) }
}
