import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { WholetrailError } from '../../../../model/error.ts'
import { lineOf } from './metadata-line.ts'

const HINT =
  '--metadata takes a file with one JSON object a line: {"bucket": ..., "key": ..., "metadata": {"signature": ...}}; what aws s3api head-object printed lies beside its object as FILE.metadata.json and is found there'

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
}

const hasMetadata = async (file: string): Promise<boolean> => {
  const input = createReadStream(file)
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
      if (lineOf(line, file) !== undefined) return true
    return false
  } finally {
    input.destroy()
  }
}

/**
 * A file that was named and tells nothing would leave its digests unproven in silence. Throws `configuration` where one
 * cannot be read or has no line of metadata.
 */
export const checkNamedMetadata = async (files: readonly string[]): Promise<void> => {
  for (const file of files) {
    const found = await hasMetadata(file).catch((cause: NodeJS.ErrnoException) => {
      const reason = REASONS[cause.code ?? ''] ?? cause.message
      throw new WholetrailError('configuration', `cannot read ${file}: ${reason}`, {
        hint: HINT,
        cause,
      })
    })
    if (!found)
      throw new WholetrailError('configuration', `${file} holds no metadata of objects`, {
        hint: HINT,
      })
  }
}
