import { type Intervals, intervals } from '../../../model/intervals.ts'
import { SECOND } from '../../../model/time.ts'

/**
 * The event times whose log files are surely among those delivered in `deliveries`: a file may follow its events by
 * `delay` microseconds, and an event occupies its whole second (R27).
 */
export const settled = (deliveries: Intervals, delay: number): Intervals =>
  intervals(deliveries.map(({ from, to }) => ({ from, to: to - delay - SECOND })))
