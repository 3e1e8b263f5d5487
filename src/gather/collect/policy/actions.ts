import { compare } from '../canonical.ts'
import { engine } from '../engine-calls.ts'
import type { Probe } from '../probe.ts'

/** The permissions that the declared calls take, each once, in order. */
export const actionsOf = (probes: readonly Pick<Probe, 'calls'>[]): readonly string[] =>
  [...new Set([engine, ...probes].flatMap(({ calls }) => calls.map((c) => c.action)))].sort(compare)
