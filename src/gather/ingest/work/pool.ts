import { setFlagsFromString } from 'node:v8'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { Ask, Batch, BatchResult } from './task.ts'
import type { FromWorker, ShredderData, ToWorker } from './worker.ts'

/** A batch that is being run. */
export interface Run {
  /** The shredder is free for the next batch. */
  readonly shredded: Promise<void>
  readonly result: Promise<BatchResult>
}

/** One who runs batches. The next may be given when the one before is shredded: its files are then being written. */
export interface Shredder {
  readonly run: (batch: Batch, ask: Ask) => Run
}

export interface Pool {
  readonly shredders: readonly Shredder[]
  readonly close: () => Promise<void>
}

interface Running {
  readonly ask: Ask
  readonly shredded: () => void
  readonly resolve: (result: BatchResult) => void
  readonly reject: (error: unknown) => void
}

/** What shredding leaves behind dies young: with room for it V8 need not clean up several times in each file. More is no quicker. */
const YOUNG_MEGABYTES = 32

/**
 * How much is run before V8 looks whether to compile it anew, in bytes of its bytecode: eight times as much as it would by
 * itself. Then it knows more of what it compiles, and has to do so less often: 3 % of a run over a million events.
 */
const INTERRUPT_BUDGET = 528_000

interface Thread extends Shredder {
  readonly worker: Worker
  readonly fail: (error: unknown) => void
}

const shredderThread = (workerData: ShredderData): Thread => {
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData,
    transferList: [workerData.scribe],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  })
  const send = (message: ToWorker) => worker.postMessage(message)
  const running = new Map<number, Running>()
  let asking: Running | undefined
  let broken: { readonly error: unknown } | undefined
  const end = (number: number): Running | undefined => {
    const ended = running.get(number)
    running.delete(number)
    return ended
  }
  const fail = (error: unknown) => {
    broken = { error }
    for (const number of running.keys()) end(number)?.reject(error)
  }
  worker.on('error', fail)
  worker.on('message', (message: FromWorker) => {
    if ('asked' in message) asking?.ask(message.asked).then((known) => send({ known }), fail)
    else if ('shredded' in message) running.get(message.shredded)?.shredded()
    else if ('result' in message) end(message.number)?.resolve(message.result)
    else end(message.number)?.reject(message.failed)
  })
  const run = (batch: Batch, ask: Ask): Run => {
    if (broken !== undefined) throw broken.error
    let shredded = (): void => undefined
    const isShredded = new Promise<void>((resolve) => (shredded = resolve))
    const result = new Promise<BatchResult>((resolve, reject) => {
      asking = { ask, shredded, resolve, reject }
      running.set(batch.number, asking)
    })
    send({ batch })
    return { shredded: isShredded, result }
  }
  return { run, worker, fail }
}

/**
 * Threads that shred, and one that writes for all of them. It has a thread of its own because its
 * WebAssembly memory grows, and from then on V8 checks in the whole thread, at each access to any typed
 * array, whether the memory is still there: that costs shredding a tenth.
 */
const inThreads = (count: number): Pool => {
  setFlagsFromString(`--interrupt-budget=${INTERRUPT_BUDGET}`)
  const scribe = new Worker(new URL('./scribe-worker.js', import.meta.url))
  const threads = Array.from({ length: count }, () => {
    const { port1, port2 } = new MessageChannel()
    scribe.postMessage(port1, [port1])
    return shredderThread({ scribe: port2 })
  })
  scribe.on('error', (error) => {
    for (const { fail } of threads) fail(error)
  })
  return {
    shredders: threads,
    close: async () => {
      await Promise.all([scribe, ...threads.map((t) => t.worker)].map((w) => w.terminate()))
    },
  }
}

/** What shreds is loaded where it runs, and no sooner: the main thread has no use for it. */
const inProcess = (): Pool => {
  const loaded = Promise.all([import('./batch.ts'), import('./rows.ts'), import('./scribe.ts')])
  const ready = loaded.then(([a, b, c]) => ({ ...a, ...c, rows: b.emptyRows() }))
  const run = (batch: Batch, ask: Ask): Run => {
    const result = ready.then(({ runBatch, scribe, rows }) => runBatch(batch, ask, scribe, rows))
    return { shredded: result.then(() => undefined), result }
  }
  return { shredders: [{ run }], close: async () => undefined }
}

/**
 * A pool of so many threads that shred; with none, the one shredder works in this process. So it does from sources
 * that are not compiled (tests run the TypeScript itself), where a thread has nothing to load.
 */
export const openPool = (count: number): Pool =>
  count === 0 || import.meta.url.endsWith('.ts') ? inProcess() : inThreads(count)
