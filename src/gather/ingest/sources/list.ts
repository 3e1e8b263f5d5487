import { WholetrailError } from '../../../model/error.ts'
import type { IngestOptions } from '../../../model/ingest.ts'
import { files } from './files.ts'
import type { Source, Wanted } from './source.ts'

/** The source that a name stands for. What needs the AWS SDK is loaded when it is asked for. */
export const sourceFor = async (
  name: string,
  wanted: Wanted,
  options: IngestOptions,
): Promise<Source> => {
  if (name.startsWith('s3://')) {
    const { s3 } = await import('./s3.ts')
    return s3(name, wanted, options)
  }
  if (/^(event-history|cloudwatch-logs:)/.test(name))
    throw new WholetrailError('usage', `not a source yet: ${name}`, {
      hint: 'name a folder, a file, or s3://bucket/prefix',
    })
  return files(name, wanted, options.workspace)
}
