import type { IngestOptions } from '../../../model/ingest.ts'
import type { Source, Wanted } from './source.ts'
export const s3 = async (
  _name: string,
  _wanted: Wanted,
  _options: IngestOptions,
): Promise<Source> => {
  throw new Error('todo')
}
