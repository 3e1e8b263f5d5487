import type { Interval } from '../../model/time.ts'

/** A time with how much of what was asked for was recorded in it. */
export interface Shaded extends Interval {
  readonly recorded: 'all' | 'some' | 'none'
}

const GLYPH = {
  unicode: { all: '█', some: '▒', none: '·' },
  ascii: { all: '#', some: '+', none: '.' },
} as const

const overlap = (a: Interval, b: Interval): number =>
  Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from))

/** A time bar of `width` cells over the window; what no piece speaks of is not recorded. */
export const bar = (
  window: Interval,
  pieces: readonly Shaded[],
  width: number,
  unicode: boolean,
): string => {
  const glyphs = unicode ? GLYPH.unicode : GLYPH.ascii
  const step = (window.to - window.from) / width
  return Array.from({ length: width }, (_, i) => {
    const cell = { from: window.from + i * step, to: window.from + (i + 1) * step }
    const of = (recorded: Shaded['recorded']) =>
      pieces.filter((p) => p.recorded === recorded).reduce((sum, p) => sum + overlap(p, cell), 0)
    const [all, some] = [of('all'), of('some')]
    return glyphs[all >= step * (1 - 1e-9) ? 'all' : all + some > 0 ? 'some' : 'none']
  }).join('')
}

/** What the glyphs of a bar mean; `all` says what the full one does. */
export const legend = (unicode: boolean, all = 'recorded and read', none = 'blind'): string => {
  const glyphs = unicode ? GLYPH.unicode : GLYPH.ascii
  return `${glyphs.all} ${all}   ${glyphs.some} some of it   ${glyphs.none} ${none}`
}
