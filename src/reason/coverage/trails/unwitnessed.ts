import type { Ground } from '../ground.ts'
import type { Witness } from './fold.ts'
import { type TrailState, trailState } from './state.ts'
import type { TrailAnchors } from './trails.ts'

const NO_WITNESS: Witness = { believed: [], unsettled: [], rooted: [], lag: 0 }

/** The state of a trail by what is told of it alone: what no other evidence is needed for. */
export const unwitnessed = (ground: Ground, { anchors, toldOn, trail }: TrailAnchors): TrailState =>
  ground.once(`unwitnessed ${trail.arn}`, () => trailState(anchors, toldOn, NO_WITNESS))
