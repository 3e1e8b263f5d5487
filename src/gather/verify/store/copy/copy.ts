import type { StoreOptions } from '../options.ts'
import type { Store } from '../store.ts'

export const openCopy = async (_source: string, _options: StoreOptions): Promise<Store> => {
  throw new Error('to come')
}
