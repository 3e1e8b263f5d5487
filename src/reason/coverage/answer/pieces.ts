import type { BlindSpot, RecordedPiece } from '../../../model/coverage.ts'
import type { Interval } from '../../../model/time.ts'

/** A segment of the window: recorded, or blind. */
export type Piece =
  /** `narrowed`: rests on what is known of disabled regions (R25). */
  { readonly recorded: RecordedPiece; readonly narrowed: boolean } | { readonly blind: BlindSpot }

const keyOf = (piece: object): string => JSON.stringify({ ...piece, from: 0, to: 0 })

/** Neighbours that say the same are one. */
const joined = <T extends Interval>(pieces: readonly T[]): readonly T[] => {
  const out: T[] = []
  let lastKey = ''
  for (const piece of pieces) {
    const last = out.at(-1)
    const key = keyOf(piece)
    if (last !== undefined && last.to === piece.from && lastKey === key)
      out[out.length - 1] = { ...last, to: piece.to }
    else out.push(piece)
    lastKey = key
  }
  return out
}

/** Recorded and blind pieces of a window, in order, each as long as it can be. */
export const sortedOut = (
  pieces: readonly Piece[],
): { readonly recorded: readonly RecordedPiece[]; readonly blind: readonly BlindSpot[] } => ({
  recorded: joined(pieces.flatMap((p) => ('recorded' in p ? [p.recorded] : []))),
  blind: joined(pieces.flatMap((p) => ('blind' in p ? [p.blind] : []))),
})
