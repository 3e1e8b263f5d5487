import type { Read, Unreadable } from '../store.ts'
import { disk } from './disk.ts'
import type { Candidate } from './find.ts'

const byCode: Readonly<Record<string, Unreadable['status']>> = {
  EACCES: 'denied',
  EPERM: 'denied',
  ENOENT: 'absent',
  ENOTDIR: 'absent',
  EISDIR: 'absent',
  ENAMETOOLONG: 'absent',
  EINVAL: 'absent',
}

/** The bytes at a path, or why they cannot be had. Never throws. */
export const readPath = async ({ path, movedTo }: Candidate, most: number): Promise<Read> => {
  try {
    const stored = await disk.readAtMost(path, most)
    if (typeof stored === 'number')
      return {
        status: 'too-large',
        detail: `${stored} bytes are stored: more than --max-object-bytes`,
      }
    const moved = movedTo === undefined ? {} : { movedTo }
    return { status: 'read', uri: path, stored, mark: null, metadata: null, ...moved }
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    return { status: byCode[code] ?? 'failed', detail: `${path}: ${code || message}` }
  }
}
