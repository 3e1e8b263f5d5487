interface Told {
  readonly from: string
  readonly to: string
  readonly reason: string
  readonly detail: string
  readonly remedy: string
  readonly part: string
}

/** Blind spots that a person reads as one: they touch in time and say the same. Times compare as ISO-8601 text. */
export const mergeBlind = <T extends Told>(spots: readonly T[]): T[] => {
  const out: T[] = []
  const sameText = (a: Told, b: Told) =>
    a.part === b.part && a.reason === b.reason && a.detail === b.detail && a.remedy === b.remedy
  for (const spot of [...spots].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const i = out.findIndex((o) => o.to >= spot.from && sameText(o, spot))
    const before = out[i]
    if (before === undefined) out.push(spot)
    else if (before.to < spot.to) out[i] = { ...before, to: spot.to }
  }
  return out
}
