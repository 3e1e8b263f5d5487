import { SECOND } from '../../../model/time.ts'
import { canonical } from '../json.ts'
import { type Anchor, byTime } from './anchor.ts'

const secondOf = ({ time }: { readonly time: number }): number => Math.floor(time / SECOND)

/** What is told of a trail when it is made comes before all else that is told in that second. */
const inOrder = <T>(same: readonly Anchor<T>[]): readonly Anchor<T>[] => {
  const making = same.filter((a) => a.creates)
  const rest = same.filter((a) => !a.creates)
  const ended = rest.some((a) => a.after === null)
  return making.length === 0 || rest.length === 0 || ended ? [] : rest
}

const agreement =
  <T>(same: readonly Anchor<T>[], differ: boolean) =>
  (before: T): boolean => {
    const agrees = (a: Anchor<T>) => a.agrees?.(before) ?? true
    const events = same.filter((a) => !a.observed)
    const readings = same.filter((a) => a.observed)
    return (
      (events.length === 0 || events.some(agrees)) &&
      ((events.length > 0 && !differ) || readings.every(agrees))
    )
  }

const joined = <T>(
  same: readonly Anchor<T>[],
  first: Anchor<T>,
  key: (value: T) => string,
): Anchor<T> => {
  const later = inOrder(same)
  const [head] = later
  if (head !== undefined) {
    const { before, agrees } = same.find((a) => a.creates) ?? first
    return {
      ...joined(later, head, key),
      time: first.time,
      observed: false,
      ...(before === undefined ? {} : { before }),
      ...(agrees === undefined ? {} : { agrees }),
    }
  }
  const told = (value: T | undefined) => (value === undefined ? '' : key(value))
  const differ = new Set(same.map((a) => told(a.after))).size > 1
  const events = same.filter((a) => !a.observed)
  const { before } = first
  const sameBefore = before !== undefined && same.every((a) => told(a.before) === key(before))
  const all = [...new Set(same.map((a) => a.label))].join(', and in the same second ')
  return {
    time: first.time,
    after: differ ? undefined : first.after,
    ...(sameBefore ? { before } : {}),
    agrees: agreement(same, differ),
    doubt:
      !differ && events.length > 0 && events.every((a) => a.doubt === 'hint') ? 'hint' : 'proof',
    observed: events.length === 0,
    attested: same.some((a) => a.attested),
    label: differ ? all : first.label,
  }
}

/**
 * The anchors by time, those of one second as one: times of events are whole seconds, so nothing tells which came
 * first (R27). Where they differ, the state after them is not known, nor before where readings contradict each other.
 */
export const bySecond = <T>(
  unsorted: readonly Anchor<T>[],
  key: (value: T) => string = canonical,
): readonly Anchor<T>[] => {
  const groups = new Map<number, Anchor<T>[]>()
  for (const anchor of [...unsorted].sort(byTime)) {
    const same = groups.get(secondOf(anchor))
    if (same === undefined) groups.set(secondOf(anchor), [anchor])
    else same.push(anchor)
  }
  return [...groups.values()].flatMap((same) => {
    const [first] = same
    return first === undefined ? [] : same.length === 1 ? [first] : [joined(same, first, key)]
  })
}
