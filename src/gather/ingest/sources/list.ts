import type { IngestOptions } from '../../../model/ingest.ts'
import { files } from './files.ts'
import type { Source, Surroundings, Wanted } from './source.ts'

/** The source that a name stands for. What needs the AWS SDK is loaded when it is asked for. */
export const sourceFor = async (
  name: string,
  wanted: Wanted,
  options: IngestOptions,
  surroundings: Surroundings,
): Promise<Source> => {
  if (name.startsWith('s3://')) {
    const { s3 } = await import('./s3.ts')
    return s3(name, wanted, options)
  }
  if (name === 'event-history') {
    const { eventHistory } = await import('./event-history.ts')
    return eventHistory(name, wanted, options, surroundings)
  }
  if (name.startsWith('cloudwatch-logs:')) {
    const { cloudwatchLogs } = await import('./cloudwatch-logs.ts')
    return cloudwatchLogs(name, wanted, options, surroundings)
  }
  return files(name, wanted, options.workspace)
}
