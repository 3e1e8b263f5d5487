import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { WholetrailError } from './model/error.ts'

/** Who holds a lock. `started` tells a process from a later one that got the same number. */
interface Holder {
  readonly pid: number
  readonly host: string
  readonly started: string
}

const HEARTBEAT = 5_000
/** On another machine a process cannot be looked up: silence for this long means that it is gone. */
const SILENCE = 120_000
const TAKEOVER = 10_000

/** When a process began, in the kernel's clock ticks; '' where the system does not tell. */
const startOf = async (pid: number): Promise<string> => {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const age = async (path: string): Promise<number> => {
  const found = await stat(path).catch(() => undefined)
  return found === undefined ? 0 : Date.now() - found.mtimeMs
}

const isStale = async (path: string, text: string): Promise<boolean> => {
  let holder: Holder
  try {
    holder = JSON.parse(text) as Holder
  } catch {
    return (await age(path)) > TAKEOVER // killed between making the file and writing it
  }
  if (holder.host !== hostname()) return (await age(path)) > SILENCE
  return !isAlive(holder.pid) || (await startOf(holder.pid)) !== holder.started
}

const create = async (path: string, text: string): Promise<boolean> => {
  try {
    const file = await open(path, 'wx')
    await file.writeFile(text)
    await file.close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Removes a lock whose holder is gone. Only one process at a time may do so, and it looks again first. */
const takeOver = async (path: string): Promise<void> => {
  const guard = `${path}.takeover`
  if (!(await create(guard, ''))) {
    if ((await age(guard)) > TAKEOVER) await rm(guard, { force: true })
    return
  }
  try {
    const text = await readFile(path, 'utf8').catch(() => undefined)
    if (text !== undefined && (await isStale(path, text))) await rm(path, { force: true })
  } finally {
    await rm(guard, { force: true })
  }
}

/**
 * Takes the one writer's place of a lake or a file, waiting for the writer that has it, in this process or another. A
 * lock left behind by a killed process is taken over. Returns how to release it. Throws `interrupted` when aborted.
 */
export const takeLock = async (path: string, signal: AbortSignal): Promise<() => Promise<void>> => {
  await mkdir(dirname(path), { recursive: true })
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    started: await startOf(process.pid),
  }
  while (!(await create(path, JSON.stringify(holder)))) {
    if (signal.aborted) throw new WholetrailError('interrupted', 'interrupted')
    const text = await readFile(path, 'utf8').catch(() => undefined)
    if (text !== undefined && (await isStale(path, text))) await takeOver(path)
    else await sleep(100)
  }
  const beat = setInterval(() => {
    const now = new Date()
    utimes(path, now, now).catch(() => undefined)
  }, HEARTBEAT)
  beat.unref()
  return async () => {
    clearInterval(beat)
    await rm(path, { force: true })
  }
}
