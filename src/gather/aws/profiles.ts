import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** `[profile name]` of the config file, `[name]` of either; sections of other kinds name no profile. */
const SECTION = /^[ \t]*\[(?:profile[ \t]+)?([^\]\s]+)[ \t]*\]/gm

const namesIn = async (path: string): Promise<readonly string[]> => {
  const text = await readFile(path, 'utf8').catch(() => '')
  return [...text.matchAll(SECTION)].flatMap((m) => m[1] ?? [])
}

/** The profiles that the files of AWS name, sorted; none where there are no files. */
export const profileNames = async (env: Environment): Promise<readonly string[]> => {
  const folder = join(env.HOME ?? homedir(), '.aws')
  const files = [
    env.AWS_CONFIG_FILE || join(folder, 'config'),
    env.AWS_SHARED_CREDENTIALS_FILE || join(folder, 'credentials'),
  ]
  return [...new Set((await Promise.all(files.map(namesIn))).flat())].sort()
}
