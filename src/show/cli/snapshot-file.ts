import { existsSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'

/** A path, or the name of a snapshot of the workspace with or without `.json`. */
export const snapshotFile = (name: string, workspace: string, cwd: string): string => {
  const folder = join(workspace, 'snapshots')
  const given = isAbsolute(name) ? name : join(cwd, name)
  return (
    [given, join(folder, name), join(folder, `${name}.json`)].find((path) => existsSync(path)) ??
    given
  )
}
