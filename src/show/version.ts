import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the package: the nearest one above this file that has a package.json. */
const packageFolder = (from: string): string => {
  try {
    readFileSync(join(from, 'package.json'))
    return from
  } catch {
    return packageFolder(dirname(from))
  }
}

/** The version in package.json. */
export const toolVersion = (): string => {
  const folder = packageFolder(dirname(fileURLToPath(import.meta.url)))
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string })
    .version
}
