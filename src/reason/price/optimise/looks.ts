import type { Counted } from '../bill/events.ts'
import type { PricedTrail } from '../copies/recorder.ts'
import { eventsOf, type HeldEvents, type Look } from './candidate.ts'

/** What each trail surely records; in places that several trails share nobody knows whose it is (R18). */
export const looksAt = (counted: readonly Counted[], leastShare: number): readonly Look[] => {
  const held = new Map<PricedTrail, HeldEvents[]>()
  for (const { events } of counted)
    for (const { tuple, copies } of events)
      for (const { recorder, events: copy } of copies) {
        if (recorder.trail === undefined || copy.low <= 0) continue
        const own = held.get(recorder.trail) ?? []
        held.set(recorder.trail, own)
        own.push({ tuple, events: Math.min(copy.low, tuple.count) })
      }
  return [...held].map(([trail, own]) => ({
    trail,
    held: own,
    dataEvents: eventsOf(own.filter(({ tuple }) => tuple.class === 'data')),
    managementEvents: eventsOf(own.filter(({ tuple }) => tuple.class.startsWith('management'))),
    leastShare,
  }))
}
