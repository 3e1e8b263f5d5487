import { DAY, type Interval } from '../../../../model/time.ts'
import { dayPath } from '../days.ts'
import { disk, SIDECAR } from './disk.ts'

export interface CopiedFile {
  /** Below the folder that was asked for, with `/`. */
  readonly path: string
  readonly bytes: number
}

/** No file is named later. */
const LAST = Date.UTC(9999, 11, 30) * 1000

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
  const first = window.from > DAY ? dayPath(window.from - DAY) : ''
  const last = dayPath(Math.min(window.to + DAY, LAST))
  const walk = async (folder: string): Promise<readonly CopiedFile[]> => {
    const files: CopiedFile[] = []
    const below: string[] = []
    for (const entry of await disk.entries(region + folder)) {
      if (entry.name.endsWith(SIDECAR)) continue
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      const found = entry.isDirectory() ? undefined : disk.statNow(region + path)
      const isFolder = entry.isDirectory() || found?.isDirectory() === true
      if (!isFolder) files.push({ path, bytes: found?.size ?? 0 })
      else if (path.split('/').length < DEEPEST && mayHold(path, first, last)) below.push(path)
    }
    const deeper = await Promise.all(below.map(walk))
    return [files, ...deeper].flat()
  }
  return walk('')
}
