import { DAY, HOUR, MINUTE, SECOND } from '../../model/time.ts'

/** Numbers, sizes and lengths as people read them. */
export const count = (n: number): string => n.toLocaleString('en-US')

export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${count(n)} ${n === 1 ? one : many}`

export const percent = (share: number): string => {
  if (share > 0 && share < 0.01) return 'under 1 %'
  if (share < 1 && share > 0.99) return 'over 99 %'
  return `${Math.round(share * 100)} %`
}

/** Bytes with SI units. */
export const size = (bytes: number): string => {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}

/** A length in microseconds, in its two largest units. */
export const duration = (micros: number): string => {
  const parts: string[] = []
  let rest = Math.round(micros / SECOND) * SECOND
  for (const [unit, sign] of [
    [DAY, 'd'],
    [HOUR, 'h'],
    [MINUTE, 'min'],
    [SECOND, 's'],
  ] as const) {
    const n = Math.floor(rest / unit)
    rest -= n * unit
    if (n > 0) parts.push(`${n} ${sign}`)
  }
  return parts.slice(0, 2).join(' ') || '0 s'
}
