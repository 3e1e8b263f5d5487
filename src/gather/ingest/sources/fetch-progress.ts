import type { FetchProgress } from '../../../model/ingest.ts'
import type { Instant } from '../../../model/time.ts'

interface Seen {
  readonly events: number
  readonly reached: Instant | null
  readonly done: number
}

/** Adds up what is fetched in many places at once. */
export const fetchTally = (places: number, show: (progress: FetchProgress) => void) => {
  const seen = new Map<string, Seen>()
  let placesDone = 0
  const tell = (place: string, reached: Instant | null): void => {
    const all = [...seen.values()]
    show({
      places,
      placesDone,
      events: all.reduce((sum, s) => sum + s.events, 0),
      place,
      reached,
      done: all.reduce((sum, s) => sum + s.done, 0) / Math.max(1, places),
    })
  }
  return {
    page: (place: string, now: Seen): void => {
      seen.set(place, now)
      tell(place, now.reached)
    },
    end: (place: string): void => {
      placesDone += 1
      seen.set(place, { events: seen.get(place)?.events ?? 0, reached: null, done: 1 })
      tell(place, null)
    },
  }
}
