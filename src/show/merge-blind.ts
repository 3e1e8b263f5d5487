interface Told {
  readonly from: string
  readonly to: string
  readonly reason: string
  readonly detail: string
  readonly remedy: string
  readonly part: string
}

const length = ({ from, to }: Told): number => Date.parse(to) - Date.parse(from)

/**
 * Blind spots that a person reads as one: they touch in time and have the same reason and remedy. The longest one
 * gives the detail. Times compare as ISO-8601 text.
 */
export const mergeBlind = <T extends Told>(spots: readonly T[]): T[] => {
  const out: T[] = []
  const sameCause = (a: Told, b: Told) =>
    a.part === b.part && a.reason === b.reason && a.remedy === b.remedy
  for (const spot of [...spots].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const i = out.findIndex((o) => o.to >= spot.from && sameCause(o, spot))
    const before = out[i]
    if (before === undefined) out.push(spot)
    else {
      const { detail } = length(spot) > length(before) ? spot : before
      const to = [before.to, spot.to].sort().at(-1) as string
      out[i] = { ...before, detail, to }
    }
  }
  return out
}
