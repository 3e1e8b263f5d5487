import { DAY, HOUR, MINUTE } from './time.ts'

/** Lengths that the verdicts depend on, in microseconds: data, argued, and overridable (R24, R27). */
export interface Settings {
  /** How long after an event its log file may still arrive. */
  readonly settling: number
  /** Either side of a change of selectors, a start or a stop. */
  readonly selectorFuzz: number
  /** After a trail becomes an organisation or a multi-region trail, or stops being one. */
  readonly conversionFuzz: number
  /** After a region is enabled or an account joins. */
  readonly newPlaceFuzz: number
  /** How long CloudTrail retries a failed delivery. */
  readonly redelivery: number
  /** How long before a session may have been issued (R13). */
  readonly sessionLength: number
  /** How far before the time in its name the events of a rejected log file may lie (R19). */
  readonly rejectedExtent: number
}

export const DEFAULT_SETTINGS: Settings = {
  settling: 2 * HOUR,
  selectorFuzz: 15 * MINUTE,
  conversionFuzz: HOUR,
  newPlaceFuzz: DAY,
  redelivery: 30 * DAY,
  sessionLength: 36 * HOUR,
  rejectedExtent: DAY,
}
