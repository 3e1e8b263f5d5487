import type { Style } from '../format/style.ts'
import type { Cell } from './cells.ts'
import { signOf } from './states.ts'

const glyph = (cell: Cell, unicode: boolean): string => {
  if (cell === null) return ' '
  const sign = signOf(cell)
  return unicode ? sign.unicode : sign.ascii
}

/** Cells in a line; equal neighbours are coloured in one stroke. */
export const paint = (cells: readonly Cell[], style: Style): string => {
  const strokes: { readonly cell: Cell; text: string }[] = []
  for (const cell of cells) {
    const last = strokes.at(-1)
    if (last?.cell === cell) last.text += glyph(cell, style.unicode)
    else strokes.push({ cell, text: glyph(cell, style.unicode) })
  }
  return strokes
    .map(({ cell, text }) => (cell === null ? text : style[signOf(cell).tone](text)))
    .join('')
}
