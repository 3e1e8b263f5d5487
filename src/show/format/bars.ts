import type { Interval } from '../../model/time.ts'

/** What a cell of a bar shows. */
export type Shade = 'recorded' | 'partly' | 'blind'

const GLYPH = {
  unicode: { recorded: '█', partly: '▒', blind: '·' },
  ascii: { recorded: '#', partly: '+', blind: '.' },
} as const

/** A time bar: `width` cells over the window; a cell is partly recorded unless all or none of its time is. */
export const bar = (
  window: Interval,
  recorded: readonly Interval[],
  width: number,
  unicode: boolean,
): string => {
  const glyphs = unicode ? GLYPH.unicode : GLYPH.ascii
  const step = (window.to - window.from) / width
  return Array.from({ length: width }, (_, i) => {
    const from = window.from + i * step
    const to = from + step
    const covered = recorded.reduce(
      (sum, p) => sum + Math.max(0, Math.min(to, p.to) - Math.max(from, p.from)),
      0,
    )
    const shade: Shade =
      covered <= 0 ? 'blind' : covered >= step * (1 - 1e-9) ? 'recorded' : 'partly'
    return glyphs[shade]
  }).join('')
}

export const legend = (unicode: boolean): string => {
  const glyphs = unicode ? GLYPH.unicode : GLYPH.ascii
  return `${glyphs.recorded} recorded   ${glyphs.partly} for part of the time   ${glyphs.blind} blind`
}
