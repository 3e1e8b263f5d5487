import { nameOf } from './pages.ts'

/** How deep below the source prefixes of trails are looked for. */
const DEPTH = 4
/** Folders that are opened in search of prefixes at most: a bucket may hold other things than logs. */
const MOST = 1000

export interface Layouts {
  /** `[prefix/]AWSLogs/` */
  readonly found: readonly string[]
  /** Not all folders were opened. */
  readonly isCutShort: boolean
}

/** Every `AWSLogs/` at or below a prefix that is empty or ends in a slash: a bucket may hold several. */
export const layoutsBelow = async (
  list: (prefix: string) => Promise<readonly string[]>,
  prefix: string,
): Promise<Layouts> => {
  const found: string[] = []
  let left = MOST
  let isCutShort = false
  let level = [prefix]
  for (let depth = 0; depth <= DEPTH && level.length > 0; depth += 1) {
    if (level.length > left) isCutShort = true
    const opened = level.slice(0, left)
    left -= opened.length
    const below = (await Promise.all(opened.map(list))).flat()
    found.push(...below.filter((folder) => nameOf(folder) === 'AWSLogs'))
    level = below.filter((folder) => nameOf(folder) !== 'AWSLogs')
  }
  return { found, isCutShort: isCutShort || level.length > 0 }
}
