import { DAY, type Interval } from '../../../../model/time.ts'
import { dayPath } from '../days.ts'
import { disk, SIDECAR } from './disk.ts'

export interface CopiedFile {
  /** Below the folder that was asked for, with `/`. */
  readonly path: string
  readonly bytes: number
}

/** Links may lead in a circle. */
const DEEPEST = 8

const DAY_FOLDERS = /^\d{4}(?:\/\d\d(?:\/\d\d)?)?$/

/** Whether a folder of a year, month or day may hold files of the days from `first` to `last`; others always may. */
const mayHold = (folder: string, first: string, last: string): boolean =>
  !DAY_FOLDERS.test(folder) ||
  (folder >= first.slice(0, folder.length) && folder <= last.slice(0, folder.length))

/** The files below a region's folder whose folders tell no day outside of the window. Throws what the system throws. */
export const filesBelow = async (
  region: string,
  window: Interval,
): Promise<readonly CopiedFile[]> => {
  const first = window.from > 0 ? dayPath(window.from - DAY) : ''
  const last = Number.isFinite(window.to) ? dayPath(window.to + DAY) : '9999/12/31'
  const walk = async (folder: string): Promise<readonly CopiedFile[]> => {
    const entries = await disk.entries(region + folder)
    const found = await Promise.all(
      entries
        .filter(({ name }) => !name.endsWith(SIDECAR))
        .map(async (entry): Promise<readonly CopiedFile[]> => {
          const path = folder === '' ? entry.name : `${folder}/${entry.name}`
          const below = () => (mayHold(path, first, last) ? walk(path) : [])
          if (entry.isDirectory()) return below()
          const found = await disk.stat(region + path).catch(() => undefined)
          if (found?.isDirectory() === true && path.split('/').length < DEEPEST) return below()
          return [{ path, bytes: found?.size ?? 0 }]
        }),
    )
    return found.flat()
  }
  return walk('')
}
