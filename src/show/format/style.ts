import { styleText } from 'node:util'
import type { Effects } from '../../effects.ts'

/** How to write on this terminal: colour or none, Unicode or ASCII. */
export interface Style {
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly warn: (text: string) => string
  readonly dim: (text: string) => string
  readonly strong: (text: string) => string
  readonly unicode: boolean
}

type Colour = 'auto' | 'always' | 'never'

const wantsColour = (colour: Colour, effects: Effects): boolean => {
  if (colour !== 'auto') return colour === 'always'
  const { NO_COLOR, FORCE_COLOR, TERM } = effects.env
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '0') return true
  return effects.terminal.stdout && TERM !== 'dumb'
}

const isUtf8 = (env: Effects['env']): boolean => {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  return env.TERM !== 'dumb' && !/^(C|POSIX)$|iso-?8859/i.test(locale)
}

export const styleFor = (effects: Effects, colour: Colour = 'auto'): Style => {
  const on = wantsColour(colour, effects)
  const paint = (name: Parameters<typeof styleText>[0]) => (text: string) =>
    on ? styleText(name, text, { validateStream: false }) : text
  return {
    good: paint(['bold', 'green']),
    bad: paint(['bold', 'red']),
    warn: paint(['bold', 'yellow']),
    dim: paint('dim'),
    strong: paint('bold'),
    unicode: isUtf8(effects.env),
  }
}
