import type { Asker } from '../asker.ts'
import type { StoreOptions } from '../options.ts'
import type { Store } from '../store.ts'

export const openBucket = (_source: string, _options: StoreOptions, _asker: Asker): Store => {
  throw new Error('to come')
}
