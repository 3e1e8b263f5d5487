import { readdir, realpath, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Effects } from '../../effects.ts'
import type { AccessLogProgress, AccessLogReport } from '../../model/access-log.ts'
import { WholetrailError } from '../../model/error.ts'
import type { Interval } from '../../model/time.ts'
import { counter } from './count.ts'
import { linesOf } from './lines.ts'

/** Every file below a folder, in order; a link back to a folder above leads nowhere new. */
const walk = async (folder: string, above: readonly string[]): Promise<readonly string[]> => {
  const real = await realpath(folder)
  if (above.includes(real)) return []
  const out: string[] = []
  const names = (await readdir(folder)).sort()
  for (const name of names) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found?.isDirectory() === true) out.push(...(await walk(path, [...above, real])))
    else if (found?.isFile() === true) out.push(path)
  }
  return out
}

const filesIn = async (root: string, given: string): Promise<readonly string[]> => {
  try {
    return (await stat(root)).isDirectory() ? await walk(root, []) : [root]
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new WholetrailError(
      code === 'ENOENT' ? 'not-found' : 'source-unreadable',
      `cannot read ${given}: ${code === 'ENOENT' ? 'there is no such file or folder' : code}`,
      {
        hint: 'name a folder of S3 server access logs: aws s3 sync s3://LOG-BUCKET/PREFIX access-logs/',
        cause,
      },
    )
  }
}

/**
 * Counts the S3 server access logs of a folder by bucket and operation: data events that CloudTrail would record, whether
 * or not it did. S3 delivers them on a best effort, so that counts are lower bounds (facts/aws.md 7.2). Without a window
 * the last 30 days that have records are counted.
 * @throws `not-found` for a folder that is not there; `source-unreadable`; `usage` where no line of it is a record; `interrupted`
 */
export const readAccessLogs = async (
  folder: string,
  effects: Pick<Effects, 'cwd' | 'signal'>,
  window?: Interval,
  onProgress: (progress: AccessLogProgress) => void = () => {},
): Promise<AccessLogReport> => {
  const paths = await filesIn(resolve(effects.cwd, folder), folder)
  const { take, totals, result } = counter(window)
  let files = 0
  for (const path of paths) {
    for await (const lines of linesOf(path)) {
      for (const line of lines) take(line)
      if (effects.signal.aborted) throw new WholetrailError('interrupted', 'interrupted')
    }
    files += 1
    onProgress({ files, totalFiles: paths.length, records: totals.records })
  }
  if (totals.records === 0 && totals.unread > 0)
    throw new WholetrailError('usage', `${folder} holds no S3 server access logs`, {
      hint: 'CloudTrail log files are for `wholetrail ingest`',
    })
  return { folder, files, ...totals, ...result() }
}
