import type { MessagePort } from 'node:worker_threads'
import type { TableBuffers } from '../columns/buffers.ts'
import { Memories, type SharedMemory } from '../columns/shared-memory.ts'
import type { Scribe, Written } from './scribe.ts'

export interface ToScribe {
  readonly id: number
  readonly path: string
  readonly rows: TableBuffers
}
export type FromScribe =
  | { readonly id: number; readonly file: Written }
  | { readonly id: number; readonly failed: unknown }

/** One is filled while another is read from. */
const MEMORIES = 2

interface Writing {
  readonly memory: SharedMemory
  readonly resolve: (file: Written) => void
  readonly reject: (error: unknown) => void
}

/** The scribe in another thread. Rows go there in memory that both see. */
export const scribeBehind = (port: MessagePort): Scribe => {
  const memories = new Memories(MEMORIES)
  const running = new Map<number, Writing>()
  let last = 0
  port.on('message', (message: FromScribe) => {
    const { memory, resolve, reject } = running.get(message.id) as Writing
    running.delete(message.id)
    memories.give(memory)
    if ('file' in message) resolve(message.file)
    else reject(message.failed)
  })
  return {
    write: async (path, rows) => {
      const memory = await memories.take()
      const id = ++last
      const file = new Promise<Written>((resolve, reject) =>
        running.set(id, { memory, resolve, reject }),
      )
      const message: ToScribe = { id, path, rows: memory.copy(rows) }
      port.postMessage(message)
      return { file }
    },
  }
}
