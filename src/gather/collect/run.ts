import type { CollectReport } from '../../model/collect.ts'
import { type ErrorCode, WholetrailError } from '../../model/error.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { Holder } from '../aws/clients.ts'
import type { Clock } from '../aws/clock.ts'
import type { Pace } from '../aws/pace.ts'
import type { Session } from '../aws/session.ts'
import { askerOf } from './ask.ts'
import type { Journal } from './journal.ts'
import type { Part } from './merge/merge.ts'
import type { Probe } from './probe.ts'

/** One probe at one place. */
export interface Run {
  readonly probe: Probe
  readonly holder: Holder
  readonly region: string
}

export type Failed = CollectReport['failed'][number]

export interface RunResult {
  readonly part: Part
  readonly isReused: boolean
  readonly failed: Failed | undefined
}

/** What every run has in common. */
export interface RunContext {
  readonly session: Pick<Session, 'send' | 'isEmulated'>
  readonly pace: Pace
  readonly clock: Pick<Clock, 'now'>
  readonly journal: Pick<Journal, 'read' | 'write'>
  readonly signal: AbortSignal
}

/** Ctrl-C, credentials at their end, a disk that refuses: these stop the whole collection, anything else one probe. */
const STOPS_ALL: ReadonlySet<ErrorCode> = new Set(['interrupted', 'aws', 'configuration'])

const stopsAll = (error: unknown): boolean =>
  error instanceof WholetrailError && STOPS_ALL.has(error.code)

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

/** Runs one probe at one place, or takes what an interrupted collection has of it. Throws only what stops all. */
export const runProbe = async (
  run: Run,
  found: Snapshot,
  { session, pace, clock, journal, signal }: RunContext,
): Promise<RunResult> => {
  if (signal.aborted) throw new WholetrailError('interrupted', 'interrupted')
  const { probe, holder, region } = run
  const id = { probe: probe.id, account: holder.account, region }
  const earlier = await journal.read(id)
  if (earlier !== undefined) return { part: earlier, isReused: true, failed: undefined }
  const at = clock.now()
  let isTransient = false
  const onTransient = () => {
    isTransient = true
  }
  const asks = askerOf({ session, pace, holder, region, probe, onTransient })
  try {
    const place = { account: holder.account, region, now: clock.now, found, ...asks }
    const part = { at, fragment: await probe.run(place) }
    // what another try may better is not kept for the next one
    if (!isTransient) await journal.write(id, part)
    return { part, isReused: false, failed: undefined }
  } catch (error) {
    if (stopsAll(error)) throw error
    const message = messageOf(error)
    return { part: { at, fragment: {} }, isReused: false, failed: { ...id, message } }
  }
}
